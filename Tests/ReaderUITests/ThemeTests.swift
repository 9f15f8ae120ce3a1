import ReaderUI
import StoryQuery
import Testing

private let dusk = """
  # dusk: warm ink on a dark desk
  [palette]
  ink = "#d9d2c3"
  amber = "#e0a458"

  [style]
  text = "ink"
  headline = { fg = "amber", bold = true }
  quotation = { italic = true }
  entity = { underline = true }
  "entity.person" = { fg = "amber" }
  "entity.country" = { underline = false }
  """

private let ink = Color.rgb(0xd9, 0xd2, 0xc3)
private let amber = Color.rgb(0xe0, 0xa4, 0x58)

/// What a theme file is told for its mistakes.
private func notices(_ text: String) -> [String] {
  Theme.read(text, path: "themes/dusk.toml").notices
}

@Suite struct ThemeTests {
  private let theme = Theme.read(dusk, path: "themes/dusk.toml").theme

  @Test func aThemeIsNamedByItsFirstLine() {
    #expect(theme.name == "dusk")
    #expect(theme.summary == "warm ink on a dark desk")
    let other = Theme.read("[style]\n", path: "my/night.toml").theme
    #expect(other.name == "night")
  }

  @Test func aRoleWithoutAnEntryLooksAsItsParent() {
    #expect(theme[.deck] == Style(foreground: ink))
    #expect(theme[.entitySelected] == Style(foreground: ink, attributes: .underline))
  }

  @Test func whatAnEntryLeavesOpenComesFromItsParent() {
    #expect(theme[.entityPerson] == Style(foreground: amber, attributes: .underline))
    #expect(theme[.entityCountry] == Style(foreground: ink))
  }

  @Test func aLookLaidOverAnotherChangesOnlyWhatItSays() {
    let inHeadline = theme[.quotation, over: theme[.headline]]
    #expect(inHeadline == Style(foreground: amber, attributes: [.bold, .italic]))
    #expect(theme[.match, over: theme[.headline]] == theme[.headline])
  }

  @Test func namesOfTheTerminalsColoursAreKnown() {
    let text = """
      [style]
      text = { fg = "bright-blue", bg = "default" }
      deck = "red"
      """
    let theme = Theme.read(text, path: "").theme
    #expect(theme[.text] == Style(foreground: .ansi(12)))
    #expect(theme[.deck] == Style(foreground: .ansi(1)))
  }

  @Test func aRoleMayBeWrittenAsATableInATable() {
    let text = """
      [style.entity]
      underline = true
      [style.entity.person]
      fg = "red"
      """
    let read = Theme.read(text, path: "")
    #expect(read.notices == [])
    #expect(read.theme[.entityPerson] == Style(foreground: .ansi(1), attributes: .underline))
  }

  @Test func withoutColourTheThemeIsOneOfAttributes() {
    #expect(theme.legible(at: .none) == .mono)
    #expect(theme.legible(at: .eight) == theme)
  }
}

@Suite struct ThemeFileTests {
  @Test func aWrongNameIsToldWithItsLineAndTheNearest() {
    let text = dusk + "\ndeck = \"ambr\"\nheadlin = \"ink\"\nbyline = { blod = true }"
    #expect(
      notices(text) == [
        "themes/dusk.toml:13: no colour “ambr”; did you mean “amber”?",
        "themes/dusk.toml:14: no role “headlin”; did you mean “headline”?",
        "themes/dusk.toml:15: no property “blod”; did you mean “bold”?",
      ])
  }

  @Test func aNameThatIsNearNothingHasNoSuggestion() {
    #expect(notices("[style]\nxylophone = 'red'") == ["themes/dusk.toml:2: no role “xylophone”"])
    #expect(notices("[colours]\n") == ["themes/dusk.toml:1: no section “colours”"])
  }

  @Test func aWrongValueIsToldWithItsLine() {
    let text = """
      [palette]
      ink = "#12345"
      paper = 7
      [style]
      text = true
      headline = { fg = "red", bold = "yes" }
      """
    #expect(
      notices(text) == [
        "themes/dusk.toml:2: “#12345” is no colour: six hexadecimal digits must follow the #",
        "themes/dusk.toml:3: “paper” must be the name of a colour or \"#rrggbb\"",
        "themes/dusk.toml:5: “text” must be the name of a colour or \"#rrggbb\"",
        "themes/dusk.toml:6: “bold” must be true or false",
      ])
    #expect(notices("style = 7") == ["themes/dusk.toml:1: “style” must be a section, [style]"])
  }

  @Test func theRestOfAWrongThemeApplies() {
    let broken = """
      [palette]
      ink = #d9d2c3
      amber = "#e0a458"
      [style
      [style]
      headline = { fg = "amber", bold = true
      deck = "amber"
      deck = "red"
      """
    let read = Theme.read(broken, path: "dusk.toml")
    #expect(read.theme[.deck] == Style(foreground: amber))
    #expect(
      read.notices == [
        "dusk.toml:2: a colour must stand in quotation marks, \"#d9d2c3\"",
        "dusk.toml:4: this line is not TOML and was left out",
        "dusk.toml:6: this line is not TOML and was left out",
        "dusk.toml:8: this line is not TOML and was left out",
      ])
  }

  @Test(arguments: [
    "", "\u{0}", "=", "[[[", "\"\"\"", "[style]\ntext = [[[[[[[[", "a.b.c.d = 1",
    "[style]\n\"\" = 1",
    String(repeating: "]\n", count: 500), "[\n", "[ =", "a = [}", "a = [\n}", "d = 1979-05-27 0",
    "d = 1979-05-2= 7", "\u{feff}[style]", String(repeating: "a.", count: 50_000) + "b = 1",
    "[palette]\r\nink = \"#d9d2c3\"\r\n[style]\r\ntext = 'ink'",
  ])
  func anyTextIsRead(text: String) {
    _ = Theme.read(text, path: "dusk.toml")
  }
}

@Suite struct NearestNameTests {
  @Test(arguments: [
    ("ambr", "amber"), ("Amber", "amber"), ("abmer", "amber"), ("inkk", "ink"), ("in", "ink"),
    ("next-stroy", "next-story"),
  ])
  func oneSlipInThreeLettersIsNear(typed: String, name: String) {
    #expect(nearestName(to: typed, among: ["ink", "amber", "next-story"]) == name)
  }

  @Test(arguments: ["", "x", "xyz", "storey-text", String(repeating: "amber", count: 1000)])
  func whatIsNearNothingHasNoName(typed: String) {
    #expect(nearestName(to: typed, among: ["ink", "amber", "next-story"]) == nil)
  }
}
