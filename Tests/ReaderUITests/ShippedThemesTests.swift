import FoundationEssentials
import ReaderUI
import Testing

/// The package's own folder.
private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// A theme of the folder `themes/`, read as lede reads it.
private struct ShippedTheme: CustomTestStringConvertible {
  let theme: Theme
  let notices: [String]
  var testDescription: String { theme.name }

  /// Whether it has a background of its own, so that its contrast is known.
  var hasOwnPage: Bool { if case .rgb = theme[.text].background { true } else { false } }

  static let all: [ShippedTheme] = {
    let folder = root.appending(path: "themes")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".toml") }.sorted().map { file in
      let bytes = FileManager.default.contents(atPath: folder.appending(path: file).path) ?? Data()
      let text = String(decoding: bytes, as: UTF8.self)
      let (theme, notices) = Theme.read(text, path: file)
      return ShippedTheme(
        theme: theme, notices: notices + (theme.name + ".toml" == file ? [] : [file]))
    }
  }()

  static let colored = all.filter(\.hasOwnPage)
}

/// The contrast of a style's two colours as WCAG 2 counts it, 1…21, at a depth.
private func contrast(_ style: Style, at depth: ColorDepth = .direct) -> Double {
  func luminance(_ color: Color) -> Double {
    guard case .rgb(let red, let green, let blue) = color else { return .nan }
    let shown = RGB(red, green, blue)
    let rgb = depth == .palette256 ? RGB(index: shown.nearest256) : shown
    let parts = [rgb.red, rgb.green, rgb.blue].map { level in
      let part = Double(level) / 255
      return part <= 0.04045 ? part / 12.92 : power((part + 0.055) / 1.055)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
  let lights = [luminance(style.foreground), luminance(style.background)].sorted()
  return (lights[1] + 0.05) / (lights[0] + 0.05)
}

/// The power of 2.4, by Newton's fifth root: FoundationEssentials has no `pow`.
private func power(_ base: Double) -> Double {
  guard base > 0 else { return 0 }
  var root = 1.0
  for _ in 0..<60 { root -= (root - base / (root * root * root * root)) / 5 }
  return base * base * root * root
}

@Suite struct ShippedThemesTests {
  @Test func thereAreEnough() {
    let names = ShippedTheme.all.map(\.theme.name)
    #expect(names.count >= 8)
    for name in ["terminal", "dusk", "paper", "contrast-dark", "contrast-light", "mono"] {
      #expect(names.contains(name))
    }
  }

  @Test(arguments: ShippedTheme.all)
  fileprivate func everyRoleAndColourIsKnown(shipped: ShippedTheme) {
    #expect(shipped.notices == [])
    #expect(!shipped.theme.summary.isEmpty)
  }

  @Test func everyThemeIsInTheCollection() throws {
    let file = root.appending(path: "Sources/CCollection/collection.c")
    let bytes = try #require(FileManager.default.contents(atPath: file.path))
    let embedded = String(decoding: bytes, as: UTF8.self)
    for shipped in ShippedTheme.all {
      #expect(embedded.contains("#embed \"../../themes/\(shipped.theme.name).toml\""))
    }
  }

  @Test(arguments: ShippedTheme.colored, [ColorDepth.palette256, .direct])
  fileprivate func textIsEasyToRead(shipped: ShippedTheme, depth: ColorDepth) {
    let theme = shipped.theme
    let isHighContrast = theme.name.hasPrefix("contrast-")
    for role in [Role.text, .headline, .lede, .list, .quotation, .subhead, .storyUnread] {
      let found = contrast(theme[role], at: depth)
      #expect(found >= (isHighContrast ? 15 : 7), "\(role.rawValue): \(found)")
    }
    for role in Role.allCases where role != .border {
      let found = contrast(theme[role], at: depth)
      #expect(found >= (isHighContrast ? 7 : 4.5), "\(role.rawValue): \(found)")
    }
    #expect(contrast(theme[.border], at: depth) >= 3)
  }

  @Test(arguments: ShippedTheme.colored, [ColorDepth.palette256, .direct])
  fileprivate func looksLaidOverOthersCanBeRead(shipped: ShippedTheme, depth: ColorDepth) {
    let theme = shipped.theme
    let rows = [Role.storyUnread, .storyRead, .storyStarred, .storySource, .count, .key]
    let names = [Role.entityPerson, .entityOrganisation, .entityCountry, .entityPlace]
    let pairs =
      rows.flatMap { [(Role.storySelected, $0), (.storySelectedElsewhere, $0)] }
      + names.flatMap {
        [($0, Role.headline), ($0, .quotation), (.match, $0), (.entitySelected, $0)]
      }
      + [(.error, .status), (.notice, .status), (.prompt, .status), (.match, .storyRead)]
      + [(.count, .storySelected), (.count, .storySelectedElsewhere), (.matchCurrent, .match)]
    for (upper, lower) in pairs {
      let found = contrast(theme[upper, over: theme[lower]], at: depth)
      #expect(found >= 4.5, "\(upper.rawValue) over \(lower.rawValue): \(found)")
    }
  }

  /// What a reader must never lose stands out by more than a shade, whatever the terminal.
  @Test(arguments: ShippedTheme.all, ColorDepth.allCases)
  fileprivate func whatIsSelectedStandsOutAtEveryDepth(shipped: ShippedTheme, depth: ColorDepth) {
    let theme = shipped.theme.legible(at: depth)
    func standsOut(_ upper: Role, from lower: Role) -> Bool {
      let (one, other) = (theme[upper, over: theme[lower]], theme[lower])
      let loud = one.attributes.symmetricDifference(other.attributes)
      return depth.indices(of: one).background != depth.indices(of: other).background
        || !loud.isDisjoint(with: [.reverse, .underline])
    }
    for lower in [Role.text, .headline, .quotation, .entityPerson, .entityCountry] {
      #expect(standsOut(.entitySelected, from: lower))
      #expect(standsOut(.match, from: lower))
    }
    for lower in [Role.story, .storyUnread, .storyRead, .storyStarred] {
      #expect(standsOut(.storySelected, from: lower))
      #expect(standsOut(.storySelectedElsewhere, from: lower))
    }
    #expect(standsOut(.matchCurrent, from: .match))
  }

  @Test(arguments: ShippedTheme.all)
  fileprivate func noShadeIsLostAmong256(shipped: ShippedTheme) {
    #expect(shipped.theme.legible(at: .palette256) == shipped.theme)
  }

  @Test(arguments: ShippedTheme.colored, [ColorDepth.eight, .sixteen])
  fileprivate func textKeepsItsDistanceAmongFewColours(shipped: ShippedTheme, depth: ColorDepth) {
    let theme = shipped.theme.legible(at: depth)
    for role in Role.allCases {
      let (text, page) = depth.indices(of: theme[role])
      guard let text, let page else { continue }
      let distance = abs(RGB(ansi: UInt8(text)).luma - RGB(ansi: UInt8(page)).luma)
      #expect(distance >= 0x30, "\(role.rawValue): \(text) on \(page)")
    }
  }

  @Test(arguments: ShippedTheme.all)
  fileprivate func namesAreMarkedQuietly(shipped: ShippedTheme) {
    for role in [Role.entityPerson, .entityOrganisation, .entityCountry] {
      let (name, text) = (shipped.theme[role], shipped.theme[.text])
      #expect(name.background == text.background)
      #expect(name.attributes.isDisjoint(with: [.bold, .reverse, .underline]))
    }
  }

  @Test func monoHasNoColours() {
    let mono = ShippedTheme.all.first { $0.theme.name == "mono" }?.theme
    for role in Role.allCases {
      #expect(mono?[role].foreground == .terminal)
      #expect(mono?[role].background == .terminal)
    }
  }

  @Test func monoTellsSelectionsApartByAttributesAlone() {
    let looks = [
      Theme.mono[.text], Theme.mono[.entitySelected], Theme.mono[.match], Theme.mono[.matchCurrent],
    ]
    #expect(Set(looks).count == looks.count)
  }

  @Test func monoIsAlsoWhatLedeHasWithoutAnyFile() {
    #expect(ShippedTheme.all.first { $0.theme.name == "mono" }?.theme == .mono)
  }

  @Test func theDefaultUsesTheTerminalsOwnColoursAlone() throws {
    let terminal = try #require(ShippedTheme.all.first { $0.theme.name == "terminal" }?.theme)
    #expect(terminal[.text] == .plain)
    for role in Role.allCases {
      for color in [terminal[role].foreground, terminal[role].background] {
        if case .rgb = color { Issue.record("\(role.rawValue) has a colour of its own") }
      }
    }
  }
}
