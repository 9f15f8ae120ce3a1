// What the index knows stories by: their words and beginnings of words, names, days and sources.
import StoryParsing
import StoryQuery

/// What a term is of: its first byte. What follows is the word, number or title itself.
enum TermMark {
  /// Of every story; nothing follows.
  static let story: UInt8 = 1
  /// The day since 1970, of 86,400 seconds, as four bytes that sort as it does.
  static let day: UInt8 = 2
  /// A source's title, cut to `longestTitle`.
  static let source: UInt8 = 3
  /// The number of a name, as eight bytes.
  static let name: UInt8 = 4

  /// A word of a story.
  static func word(_ field: Query.TextField, _ form: WordForm) -> UInt8 {
    let place: UInt8 =
      switch field {
      case .anywhere: 0
      case .title: 1
      case .byline: 2
      }
    return 16 + 4 * place + form.rawValue
  }

  /// A word of a name's spellings; these marks come after all others.
  static func word(of kind: EntityKind) -> UInt8 {
    switch kind {
    case .person: 32
    case .organisation: 33
    case .country: 34
    case .place: 35
    }
  }

  static let longestTitle = 240
}

/// In which of its forms a word is a term.
enum WordForm: UInt8 {
  /// Folded: without case and accents.
  case folded
  /// With its capitals, where it has any.
  case written
  /// Folded, then an accent that it has somewhere: where, the text tells.
  case accented
}

/// A term as the index is asked for it.
struct Term {
  /// A whole word ends with this; a beginning does not.
  static let wordEnd: UInt8 = 0
  /// Stands between a beginning and its accent.
  static let beginningEnd: UInt8 = 1
  /// So many letters of a word are its longest beginning that is a term.
  static let longestBeginning = 3

  let bytes: [UInt8]

  static let story = Term(bytes: [TermMark.story])

  static func name(_ number: Int64) -> Term { Term(bytes: nameBytes(number)) }

  static func nameBytes(_ number: Int64) -> [UInt8] {
    [TermMark.name] + withUnsafeBytes(of: UInt64(bitPattern: number).bigEndian, Array.init)
  }

  static func day(_ day: Int32) -> Term { Term(bytes: dayBytes(day)) }

  static func dayBytes(_ day: Int32) -> [UInt8] {
    let sorted = UInt32(bitPattern: day) ^ 0x8000_0000
    return [TermMark.day] + withUnsafeBytes(of: sorted.bigEndian, Array.init)
  }

  /// The day in which a moment lies.
  static func day(of seconds: Double) -> Int32 {
    Int32(max(-2e9, min(2e9, (seconds / 86_400).rounded(.down))))
  }
}

/// Which terms a word that was typed stands for.
enum TermRange {
  case one(Term)
  /// All from the first up to, and without, the second that end so.
  case all(from: [UInt8], below: [UInt8], ending: [UInt8])

  /// - Parameters:
  ///   - accent: the accent it has somewhere, of a term of accents.
  ///   - mayGoOn: whether the word may be longer.
  init(mark: UInt8, letters: [UInt8], accent: [UInt8] = [], mayGoOn: Bool) {
    let (word, ending) = ([mark] + letters, [Term.wordEnd] + accent)
    if !mayGoOn {
      self = .one(Term(bytes: word + ending))
    } else if letters.count(where: { $0 & 0xC0 != 0x80 }) > Term.longestBeginning {
      self = .all(from: word, below: word + [0xFF], ending: ending)
    } else {
      self = .one(Term(bytes: accent.isEmpty ? word : word + [Term.beginningEnd] + accent))
    }
  }
}
