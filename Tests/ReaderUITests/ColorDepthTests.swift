import ReaderUI
import Testing

@Suite struct ColorDepthTests {
  @Test func theTerminalsOwnColourHasNoNumber() {
    for depth in ColorDepth.allCases { #expect(depth.index(of: .terminal) == nil) }
  }

  @Test func withoutColourThereAreNoNumbers() {
    #expect(ColorDepth.none.index(of: .rgb(224, 164, 88)) == nil)
    #expect(ColorDepth.none.index(of: .ansi(3)) == nil)
  }

  @Test(arguments: [(16, 0x000000), (231, 0xffffff), (196, 0xff0000), (244, 0x808080)])
  func aColourOfThe256IsItsOwnNearest(index: Int, number: Int) {
    #expect(RGB(index: index).number == number)
    #expect(RGB(index: index).nearest256 == index)
  }

  @Test func everyColourOfThe256IsItsOwnNearestOrATwinOfIt() {
    for index in 16...255 {
      #expect(RGB(index: RGB(index: index).nearest256) == RGB(index: index))
    }
  }

  @Test func mutedColoursKeepTheirHueAmongSixteen() {
    #expect(ColorDepth.sixteen.index(of: .rgb(224, 164, 88)) == 11)  // amber
    #expect(ColorDepth.sixteen.index(of: .rgb(60, 90, 150)) == 4)  // slate blue
    #expect(ColorDepth.sixteen.index(of: .rgb(217, 210, 195)) == 7)  // warm grey
    #expect(ColorDepth.eight.index(of: .rgb(224, 164, 88)) == 3)
  }

  @Test func brightColoursFallToPlainOnesAmongEight() {
    #expect(ColorDepth.eight.index(of: .ansi(12)) == 4)
    #expect(ColorDepth.eight.index(of: .ansi(8)) == nil)
  }

  @Test func textNeverMeltsIntoItsBackground() {
    let style = Style(foreground: .rgb(20, 20, 20), background: .rgb(0, 0, 0))
    #expect(ColorDepth.sixteen.indices(of: style) == (7, 0))
  }

  @Test func directColourIsTheColourItself() {
    #expect(ColorDepth.direct.index(of: .rgb(224, 164, 88)) == 0xe0a458)
    #expect(ColorDepth.direct.index(of: .ansi(3)) == 3)
    // Numbers below eight would be taken for the terminal's own.
    #expect(ColorDepth.direct.index(of: .rgb(0, 0, 1)) == 8)
  }
}
