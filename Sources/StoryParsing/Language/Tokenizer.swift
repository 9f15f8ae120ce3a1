// Text to tokens.

/// The words, numbers and marks of a text, in order; only spaces lie between them.
///
/// A hyphen is a mark of its own, so that "Russian-installed" holds a name: what needs the parts
/// together ("Thomas-Greenfield") asks whether they are joined.
package func tokenize(_ text: String) -> [Token] {
  let utf8 = text.utf8
  return tokenize(utf8.span)
}

func tokenize(_ bytes: Span<UInt8>) -> [Token] {
  var tokens: [Token] = []
  tokens.reserveCapacity(bytes.count / 5 + 8)
  var at = 0
  var lastEnd = -1
  while at < bytes.count {
    let (value, width) = scalar(at: at, in: bytes)
    let found = CharacterClass(value)
    if found == .space {
      at += width
      continue
    }
    var token = Scan(start: at, joined: at == lastEnd)
    switch found {
    case .capital, .lowerCase, .caseless: token.word(in: bytes)
    case .digit: token.number(in: bytes)
    case .apostrophe: token.apostrophe(width, in: bytes)
    case .lineEnd: token.lineEnd(width, in: bytes)
    default: token.mark(width)
    }
    token.extenders(in: bytes)
    tokens.append(token.token)
    at = token.end
    lastEnd = at
  }
  return tokens
}

/// A token while its end is looked for.
private struct Scan {
  let start: Int
  var end: Int
  var kind = Token.Kind.mark
  var shape: Token.Shape

  init(start: Int, joined: Bool) {
    self.start = start
    end = start
    shape = joined ? .joined : []
  }

  var token: Token { Token(range: TextRange(start, end), kind: kind, shape: shape) }

  mutating func mark(_ width: Int) { end += width }

  /// Takes what belongs to the last character, so that no range ends inside one.
  @inline(__always)
  mutating func extenders(in bytes: Span<UInt8>) {
    while kind != .lineEnd, end < bytes.count, bytes[end] >= 0x80 {
      let (value, width) = scalar(at: end, in: bytes)
      guard CharacterClass(value) == .extender else { return }
      end += width
    }
  }

  mutating func lineEnd(_ width: Int, in bytes: Span<UInt8>) {
    kind = .lineEnd
    end += width
    if bytes[start] == 0x0D, end < bytes.count, bytes[end] == 0x0A { end += 1 }
  }

  mutating func word(in bytes: Span<UInt8>) {
    kind = .word
    letters(in: bytes)
    while let width = innerApostrophe(in: bytes) {
      end += width
      letters(in: bytes)
    }
    dots(in: bytes)
  }

  /// Takes letters, digits and accents as far as they go.
  @inline(__always)
  private mutating func letters(in bytes: Span<UInt8>) {
    var at = end
    var seen = shape
    while at < bytes.count {
      let (value, width) = scalar(at: at, in: bytes)
      switch CharacterClass(value) {
      case .lowerCase: seen.insert(.lowerCase)
      case .capital: seen.insert(at == start ? .capital : .innerCapital)
      case .caseless: seen.insert(.caseless)
      case .digit: seen.insert(.digit)
      case .extender: break
      default:
        (end, shape) = (at, seen)
        return
      }
      if width > 1 { seen.insert(.wide) }
      at += width
    }
    (end, shape) = (at, seen)
  }

  /// The width of an apostrophe that the word goes on after: "O'Brien", "don't", not "Iran's".
  private func innerApostrophe(in bytes: Span<UInt8>) -> Int? {
    guard end < bytes.count else { return nil }
    let (value, width) = scalar(at: end, in: bytes)
    guard CharacterClass(value) == .apostrophe, isLetter(at: end + width, in: bytes),
      suffixEnd(after: end + width, in: bytes) == nil
    else { return nil }
    return width
  }

  /// Takes the dots of "U.S.", "J.K." and of known abbreviations.
  private mutating func dots(in bytes: Span<UInt8>) {
    if end - start == 1, isDot(at: end, in: bytes) {
      while isDot(at: end, in: bytes), isLetter(at: end + 1, in: bytes), bytes[end + 1] < 0x80,
        !isLetter(at: end + 2, in: bytes)
      {
        shape.insert(.dot)
        if CharacterClass(ascii: bytes[end + 1]) == .capital { shape.insert(.innerCapital) }
        if CharacterClass(ascii: bytes[end + 1]) == .lowerCase { shape.insert(.lowerCase) }
        end += 2
      }
      let hasName = shape.contains(.dot) || isInitial(in: bytes)
      if hasName, isDot(at: end, in: bytes), !isDot(at: end + 1, in: bytes) {
        shape.insert(.dot)
        end += 1
      }
    } else if isDot(at: end, in: bytes), !isDot(at: end + 1, in: bytes),
      isAbbreviation(bytes, start, end)
    {
      shape.insert(.dot)
      end += 1
    }
  }

  /// Whether a single capital and its dot are followed by a capitalised word: "C. Elwood".
  private func isInitial(in bytes: Span<UInt8>) -> Bool {
    guard shape.contains(.capital) else { return false }
    var next = end + 1
    if next < bytes.count, bytes[next] == 0x20 { next += 1 }
    guard next < bytes.count else { return false }
    return CharacterClass(scalar(at: next, in: bytes).value) == .capital
  }

  mutating func number(in bytes: Span<UInt8>) {
    kind = .number
    shape.insert(.digit)
    while end < bytes.count {
      let (value, width) = scalar(at: end, in: bytes)
      switch CharacterClass(value) {
      case .digit, .extender: end += width
      case .capital, .lowerCase, .caseless:
        // "79th", "20km": begun by digits, but read as a word.
        kind = .word
        letters(in: bytes)
        return
      case .mark where isInsideNumber(value) && isDigit(at: end + 1, in: bytes): end += 1
      default: return
      }
    }
  }

  private func isInsideNumber(_ value: UInt32) -> Bool {
    value == 0x2E || value == 0x2C || value == 0x3A
  }

  mutating func apostrophe(_ width: Int, in bytes: Span<UInt8>) {
    end += width
    guard shape.contains(.joined), let after = suffixEnd(after: end, in: bytes) else { return }
    kind = .suffix
    end = after
  }
}

/// Where "s", "ll", "ve" … ends if that is all that follows an apostrophe.
private func suffixEnd(after start: Int, in bytes: Span<UInt8>) -> Int? {
  guard start < bytes.count else { return nil }
  let count: Int
  switch bytes[start] | 0x20 {
  case UInt8(ascii: "s"), UInt8(ascii: "d"), UInt8(ascii: "m"): count = 1
  case UInt8(ascii: "l"), UInt8(ascii: "v"), UInt8(ascii: "r"):
    guard start + 1 < bytes.count else { return nil }
    let second = bytes[start] | 0x20 == UInt8(ascii: "l") ? UInt8(ascii: "l") : UInt8(ascii: "e")
    guard bytes[start + 1] | 0x20 == second else { return nil }
    count = 2
  default: return nil
  }
  guard bytes[start] < 0x80, !isLetter(at: start + count, in: bytes) else { return nil }
  return start + count
}

private func isDot(at index: Int, in bytes: Span<UInt8>) -> Bool {
  index < bytes.count && bytes[index] == UInt8(ascii: ".")
}

private func isDigit(at index: Int, in bytes: Span<UInt8>) -> Bool {
  index < bytes.count && CharacterClass(ascii: bytes[index]) == .digit && bytes[index] < 0x80
}

private func isLetter(at index: Int, in bytes: Span<UInt8>) -> Bool {
  guard index < bytes.count else { return false }
  return switch CharacterClass(scalar(at: index, in: bytes).value) {
  case .capital, .lowerCase, .caseless, .extender: true
  default: false
  }
}

/// Short words that are written with a dot, by the first eight bytes of their spelling.
private let abbreviations: Set<UInt64> = Set(
  """
  Mr Mrs Ms Dr Prof Rev Hon Fr St Ste Mt Ft Jr Sr Esq Gen Lt Col Maj Capt Cmdr Cdr Adm Sgt Cpl Pvt
  Brig Sen Rep Gov Pres Amb Atty Insp Supt Det Ofc Messrs Mme Mlle Bros Inc Corp Co Ltd Cos Assn
  Dept Univ No Nos vs Vol Fig Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Ala Ariz Ark Calif
  Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn
  Tex Va Vt Wash Wis Wyo MR MRS DR GEN LT COL MAJ CAPT SGT SEN REP GOV REV PROF ST JR INC CORP LTD
  etc approx est
  """.split(whereSeparator: \.isWhitespace).map { spelling(Array($0.utf8).span, 0, $0.utf8.count) })

/// Up to eight bytes as one number.
private func spelling(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
  var value: UInt64 = 0
  for index in start..<end { value = value << 8 | UInt64(bytes[index]) }
  return value
}

/// Whether a word is one that takes a dot; "No." does so only before a number.
private func isAbbreviation(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
  guard end - start <= 7, end - start >= 2, abbreviations.contains(spelling(bytes, start, end))
  else { return false }
  guard bytes[start] == UInt8(ascii: "N"), bytes[start + 1] == UInt8(ascii: "o"), end - start == 2
  else { return true }
  return isDigit(at: end + 2, in: bytes) || isDigit(at: end + 1, in: bytes)
}
