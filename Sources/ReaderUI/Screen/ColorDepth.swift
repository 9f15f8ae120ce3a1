// How many colours a terminal has, and which of them stands for a colour.

/// The colours of a terminal, fewest first.
package enum ColorDepth: Int, Comparable, Hashable, Sendable, CaseIterable {
  case none, eight, sixteen, palette256, direct

  package static func < (one: ColorDepth, other: ColorDepth) -> Bool {
    one.rawValue < other.rawValue
  }

  /// The terminal's number for a colour; nil for its own foreground or background.
  ///
  /// With direct colour the number is 0xRRGGBB, but 0…7 are the terminal's own, as terminfo has it.
  package func index(of color: Color) -> Int? {
    switch (self, color) {
    case (.none, _), (_, .terminal): nil
    case (.eight, .ansi(let number)): ColorDepth.eightIndex(of: number)
    case (.direct, .ansi(let number)) where number > 7: RGB(ansi: number).number
    case (_, .ansi(let number)): Int(min(number, 15))
    case (.eight, .rgb(let red, let green, let blue)): RGB(red, green, blue).nearest8
    case (.sixteen, .rgb(let red, let green, let blue)): RGB(red, green, blue).nearest16
    case (.palette256, .rgb(let red, let green, let blue)): RGB(red, green, blue).nearest256
    case (.direct, .rgb(let red, let green, let blue)): max(8, RGB(red, green, blue).number)
    }
  }

  /// The numbers for both colours of a style, kept apart where few colours would make them one.
  package func indices(of style: Style) -> (foreground: Int?, background: Int?) {
    let foreground = index(of: style.foreground)
    let background = index(of: style.background)
    guard self <= .sixteen, style.foreground.isExact, let foreground, let background
    else { return (foreground, background) }
    let behind = RGB(ansi: UInt8(background)).luma
    if abs(RGB(ansi: UInt8(foreground)).luma - behind) > 0x34 { return (foreground, background) }
    return (behind < 0x80 ? 7 : 0, background)
  }

  /// Bright colours fall to their plain ones; bright black would be unreadable as black.
  private static func eightIndex(of number: UInt8) -> Int? {
    switch number {
    case 0...7: Int(number)
    case 8: nil
    default: Int(min(number, 15)) - 8
    }
  }
}

/// A colour in numbers.
package struct RGB: Hashable, Sendable {
  package let red, green, blue: Int

  package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    (self.red, self.green, self.blue) = (Int(red), Int(green), Int(blue))
  }

  /// One of the sixteen as xterm has them; terminals differ, and their owners more.
  package init(ansi number: UInt8) {
    self.init(number: RGB.ansi[Int(min(number, 15))])
  }

  /// One of the 256; from 16 on these are the same everywhere.
  package init(index: Int) {
    switch index {
    case ..<16: self.init(ansi: UInt8(max(0, index)))
    case ..<232:
      let cube = index - 16
      let steps = [cube / 36, cube / 6 % 6, cube % 6].map { UInt8(RGB.steps[$0]) }
      self.init(steps[0], steps[1], steps[2])
    default:
      let grey = UInt8(8 + 10 * (min(index, 255) - 232))
      self.init(grey, grey, grey)
    }
  }

  private init(number: Int) {
    (red, green, blue) = (number >> 16 & 255, number >> 8 & 255, number & 255)
  }

  /// 0xRRGGBB.
  package var number: Int { red << 16 | green << 8 | blue }

  /// How light it looks, 0…255.
  package var luma: Int { (299 * red + 587 * green + 114 * blue) / 1000 }

  /// The nearest of 16…255; the first sixteen are never meant, as their owner may change them.
  package var nearest256: Int {
    let (redStep, greenStep, blueStep) = (RGB.step(red), RGB.step(green), RGB.step(blue))
    let inCube = 16 + 36 * redStep + 6 * greenStep + blueStep
    let grey = 232 + min(23, max(0, ((red + green + blue) / 3 - 3) / 10))
    return distance(to: RGB(index: grey)) < distance(to: RGB(index: inCube)) ? grey : inCube
  }

  /// The nearest of the terminal's sixteen: by hue if one is about as light, else a grey.
  package var nearest16: Int {
    if let hue {
      let isBright = max(red, green, blue) > 0xd8 && luma > 0x60
      if abs(RGB(ansi: UInt8(isBright ? hue + 8 : hue)).luma - luma) <= 0x40 {
        return isBright ? hue + 8 : hue
      }
    }
    return switch luma {
    case ..<0x38: 0
    case ..<0xa0: 8
    case ..<0xe4: 7
    default: 15
    }
  }

  /// The nearest of the first eight.
  package var nearest8: Int {
    if let hue, abs(RGB(ansi: UInt8(hue)).luma - luma) <= 0x40 { return hue }
    return luma < 0x70 ? 0 : 7
  }

  /// 1…6 for red to cyan; nil for what is nearer to a grey.
  private var hue: Int? {
    let (low, high) = (min(red, green, blue), max(red, green, blue))
    guard high - low > 0x2c else { return nil }
    let middle = (low + high) / 2
    return (red > middle ? 1 : 0) + (green > middle ? 2 : 0) + (blue > middle ? 4 : 0)
  }

  /// How different two colours look, roughly: green counts most, and light reds more than dark.
  private func distance(to other: RGB) -> Int {
    let (dRed, dGreen, dBlue) = (red - other.red, green - other.green, blue - other.blue)
    let mean = (red + other.red) / 2
    return (512 + mean) * dRed * dRed / 256 + 4 * dGreen * dGreen
      + (767 - mean) * dBlue * dBlue / 256
  }

  private static func step(_ level: Int) -> Int {
    level < 48 ? 0 : level < 115 ? 1 : (level - 35) / 40
  }

  private static let steps = [0, 95, 135, 175, 215, 255]
  private static let ansi = [
    0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
    0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
  ]
}

extension Color {
  /// Whether it is a colour in numbers, not one of the terminal's own.
  fileprivate var isExact: Bool { if case .rgb = self { true } else { false } }
}
