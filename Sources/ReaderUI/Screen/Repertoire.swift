// What is drawn where the terminal or its reader cannot have all of Unicode.

/// The characters that may be sent.
package enum Repertoire: Hashable, Sendable, CaseIterable {
  case utf8, latin1, ascii

  /// The nearest that may be sent instead of a character, as wide as one cell; `?` if nothing is near.
  package func nearest(to character: Character) -> Character {
    if self == .utf8 || character.isASCII { return character }
    let scalars = character.unicodeScalars
    guard let base = scalars.first else { return character }
    if self == .latin1, scalars.count == 1, 0xa0...0xff ~= base.value { return character }
    if base.isASCII { return Character(base) }
    return Repertoire.ascii(for: base.value)
  }

  private static func ascii(for value: UInt32) -> Character {
    switch value {
    case 0xa0..<0x180: letters[Int(value - 0xa0)]
    case 0x1e00..<0x1f00: vietnamese[Int(value - 0x1e00)]
    case 0x2500..<0x2580: box(value)
    case 0x2580..<0x25a0: blocks[Int(value - 0x2580)]
    case 0xff01..<0xff5f: Character(Unicode.Scalar(UInt8(value - 0xfee0)))
    default: signs[value] ?? "?"
    }
  }

  private static func box(_ value: UInt32) -> Character {
    switch value {
    case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254c, 0x254d, 0x2550, 0x2574, 0x2576,
      0x2578, 0x257a, 0x257c, 0x257e:
      "-"
    case 0x2502, 0x2503, 0x2506, 0x2507, 0x250a, 0x250b, 0x254e, 0x254f, 0x2551, 0x2575, 0x2577,
      0x2579, 0x257b, 0x257d, 0x257f:
      "|"
    case 0x2571: "/"
    case 0x2572: "\\"
    case 0x2573: "x"
    default: "+"
    }
  }

  /// U+00A0 to U+017F.
  private static let letters = Array(
    " !cLoY|S\"ca<--R-o+23'uP.,1o>????AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTs"
      + "aaaaaaaceeeeiiiidnooooo/ouuuuytyAaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGg"
      + "GgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSs"
      + "SsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs")

  /// U+1E00 to U+1EFF.
  private static let vietnamese = Array(
    "AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMm"
      + "MmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVv"
      + "WwWwWwWwWwXxXxYyZzZzZzhtwyasssSdAaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEe"
      + "EeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYyLlVvYy")

  /// U+2580 to U+259F.
  private static let blocks = Array("#_.-=+*%####|||||::#-|##########")

  private static let signs: [UInt32: Character] = {
    var signs: [UInt32: Character] = [:]
    for (ascii, others) in rows { for sign in others.unicodeScalars { signs[sign.value] = ascii } }
    return signs
  }()

  private static let rows: [(Character, String)] = [
    ("-", "‐‑‒–—―−⁃﹣⸺⸻ー"),
    ("'", "‘’‚‛′‵ʼʻˈ"),
    ("\"", "“”„‟″‶「」『』"),
    (".", "…‥·∙⋯。"), (",", "、"),
    ("*", "•‣●○◉◦★☆✱✶∗⁕"),
    (">", "›→⇒▶▸►❯»⟩〉"), ("<", "‹←⇐◀◂◄❮«⟨〈"), ("^", "↑⇑▲▴"), ("v", "↓⇓▼▾"),
    ("x", "✓✔✗✘×"), ("/", "⁄∕"), ("~", "∼≈～"), ("=", "≡"), ("#", "■□▪▫№"), ("+", "†‡"),
    ("E", "€"), ("T", "™"), ("S", "Ș"), ("s", "ș"), ("T", "Ț"), ("t", "ț"), ("f", "ƒ"),
    (" ", "\u{2002}\u{2003}\u{2009}\u{200a}\u{202f}\u{3000}"),
  ]
}

extension Frame {
  /// The same frame in characters that may be sent; each cell keeps its place.
  package func inRepertoire(_ repertoire: Repertoire) -> Frame {
    guard repertoire != .utf8 else { return self }
    var frame = self
    frame.replaceCharacters { repertoire.nearest(to: $0) }
    return frame
  }
}
