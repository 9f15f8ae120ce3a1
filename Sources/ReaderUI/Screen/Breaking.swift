// Where a line of text may break.

/// What a glyph has to say about breaking a row beside it.
enum Breaking {
  /// Letters, digits and all that keeps to its neighbours.
  case none
  case space
  /// A hyphen: the row may break after it, but not before a digit.
  case hyphen
  /// A dash, or a place that the source itself offers.
  case after
  /// Opening quotation marks and brackets keep to what follows.
  case opening
  /// Closing marks and stops keep to what is before them.
  case closing
  /// Chinese and Japanese characters, emoji: the row may break on both sides.
  case ideograph

  init(of glyph: Glyph) {
    let value = glyph.source.value
    self = value < 0x80 ? Breaking.ascii[Int(value)] : Breaking(beyondASCII: value)
  }

  /// A hyphen that starts a word, as in "-5" or "--all", keeps to it.
  func after(_ before: Breaking) -> Breaking {
    self == .hyphen && (before == .space || before == .opening) ? .opening : self
  }

  /// What this is to the glyph that follows; what is not drawn does not stand between two others.
  func afterwards(_ before: Breaking, of glyph: Glyph) -> Breaking {
    switch self {
    case .none where glyph.columns == 0: before
    case .closing where glyph.columns == 2: .ideograph
    default: self
    }
  }

  /// Whether a row may start with what says this, after what said `before`.
  func mayStartRow(after before: Breaking, isDigit: Bool) -> Bool {
    switch (before, self) {
    case (_, .closing), (_, .after), (_, .hyphen), (.opening, _), (.space, _), (.none, .none): false
    case (.hyphen, _): !isDigit
    case (.after, _), (.ideograph, _), (_, .ideograph): true
    case (.none, _), (.closing, _): false
    }
  }

  private init(beyondASCII value: UInt32) {
    switch value {
    case 0x2010: self = .hyphen
    case 0x200b, 0x2013, 0x2014, 0x2e3a, 0x2e3b: self = .after
    case 0xab, 0x2018, 0x201a, 0x201c, 0x201e, 0x2039: self = .opening
    case 0xbb, 0x2019, 0x201d, 0x2026, 0x203a: self = .closing
    case 0x2000...0x2006, 0x2008...0x200a, 0x205f, 0x3000: self = .space
    default: self = value < 0x2600 ? .none : Breaking(wide: value)
    }
  }

  private init(wide value: UInt32) {
    switch value {
    case 0x3008, 0x300a, 0x300c, 0x300e, 0x3010, 0x3014, 0x3016, 0x3018, 0x301a, 0x301d, 0xff08,
      0xff3b, 0xff5b, 0xff5f, 0xff62:
      self = .opening
    case 0x3001...0x3003, 0x3005, 0x3009, 0x300b, 0x300d, 0x300f, 0x3011, 0x3015, 0x3017, 0x3019,
      0x301b, 0x301e, 0x301f, 0x303b, 0x30fb...0x30fe, 0xff01, 0xff09, 0xff0c, 0xff0e, 0xff1a,
      0xff1b, 0xff1f, 0xff3d, 0xff5d, 0xff60, 0xff61, 0xff63...0xff65,
      // Small kana, which belong to the syllable before them.
      0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x308e, 0x30a1,
      0x30a3, 0x30a5, 0x30a7, 0x30a9, 0x30c3, 0x30e3, 0x30e5, 0x30e7, 0x30ee, 0x30f5, 0x30f6:
      self = .closing
    case 0x2e80..<0xa4d0, 0xf900..<0xfb00, 0xfe30..<0xfe50, 0xff00..<0xffa0, 0x1f300..<0x1fb00,
      0x20000..<0x3fffe:
      self = .ideograph
    default: self = .none
    }
  }

  private static let ascii: [Breaking] = (0..<128).map { value in
    switch Unicode.Scalar(UInt8(value)) {
    case " ", "\t": .space
    case "-": .hyphen
    case "(", "[", "{": .opening
    case ")", "]", "}", ",", ".", ";", ":", "!", "?", "%": .closing
    default: .none
    }
  }
}

extension Glyph {
  var isDigit: Bool { 0x30...0x39 ~= source.value }
}
