// The dates that news is written with.
package import FoundationEssentials

/// The moment that a date says: ISO 8601, the form of mail and feeds, or plain words such as
/// "4 October 1957" and "Oct. 4, 1957". Without a zone it is taken as UTC, without a time as midnight.
package func newsDate(_ text: some StringProtocol) -> Date? {
  var reader = DateReader(words: dateWords(in: text))
  return reader.read()
}

/// A number with its count of digits, a word's first letters in lower case, or a sign between.
private enum DateWord: Equatable {
  case number(Int, digits: Int)
  case letters(String)
  case sign(UInt8)
}

/// Splits a date into numbers, words and signs; nil-free, and nothing for a text too long to be one.
private func dateWords(in text: some StringProtocol) -> [DateWord] {
  let bytes = Array(text.utf8.prefix(81))
  guard bytes.count <= 80 else { return [] }
  var words: [DateWord] = []
  var offset = 0
  while offset < bytes.count {
    let start = offset
    if bytes[offset].isDigit {
      while offset < bytes.count, bytes[offset].isDigit { offset += 1 }
      guard offset - start <= 14,
        let number = Int(String(decoding: bytes[start..<offset], as: UTF8.self))
      else { return [] }
      words.append(.number(number, digits: offset - start))
    } else if bytes[offset].isLetter {
      while offset < bytes.count, bytes[offset].isLetter { offset += 1 }
      words.append(
        .letters(String(decoding: bytes[start..<offset].map { $0 | 0x20 }, as: UTF8.self)))
    } else {
      offset += 1
      if bytes[start] > 0x20, bytes[start] != UInt8(ascii: ","), bytes[start] != UInt8(ascii: "(") {
        words.append(.sign(bytes[start]))
      }
    }
  }
  return words
}

/// Reads a date from its words, front to back.
private struct DateReader {
  let words: [DateWord]
  private var next = 0

  init(words: [DateWord]) {
    self.words = words
  }

  mutating func read() -> Date? {
    skipWeekday()
    guard let day = readDay() else { return nil }
    if next == words.count { return moment(day, seconds: 0) }
    skip { $0 == .letters("t") || $0 == .letters("at") }
    guard let seconds = readTime() else { return nil }
    guard let zone = readZone() else { return nil }
    return moment(day, seconds: seconds - zone)
  }

  private mutating func skipWeekday() {
    skip { word in
      guard case .letters(let name) = word else { return false }
      return weekdays.contains(String(name.prefix(3))) && monthNumber(name) == nil
    }
    skip { $0 == .sign(UInt8(ascii: ".")) }
  }

  private mutating func readDay() -> Double? {
    switch peek {
    case .number(let year, 4): return readYearFirst(year)
    case .number(let whole, let digits) where digits == 8 || digits == 14:
      return readCompact(whole, digits)
    case .number(let day, let digits) where digits <= 2: return readDayFirst(day)
    case .letters(let name): return readMonthFirst(name)
    default: return nil
    }
  }

  /// 2023-03-01, 2023/3/1, 2023-03, 1957
  private mutating func readYearFirst(_ year: Int) -> Double? {
    next += 1
    guard skipSign("-") || skipSign("/") else {
      return next == words.count ? days(year, 1, 1) : nil
    }
    guard let month = readNumber(digits: 1...2) else { return nil }
    guard skipSign("-") || skipSign("/") else { return days(year, month, 1) }
    guard let day = readNumber(digits: 1...2) else { return nil }
    return days(year, month, day)
  }

  /// 20230301, 20230301T101500, 20230301101500
  private mutating func readCompact(_ whole: Int, _ digits: Int) -> Double? {
    next += 1
    let date = digits == 14 ? whole / 1_000_000 : whole
    let time = digits == 14 ? whole % 1_000_000 : 0
    guard let day = days(date / 10_000, date / 100 % 100, date % 100) else { return nil }
    return day + Double(clock(time / 10_000, time / 100 % 100, time % 100) ?? 0) / 86_400
  }

  /// 4 October 1957, 4th of October 1957, 04-Oct-57, 04 Oct 1957
  private mutating func readDayFirst(_ day: Int) -> Double? {
    next += 1
    skip { ordinals.contains($0) }
    skip { $0 == .letters("of") || $0 == .sign(UInt8(ascii: "-")) }
    guard case .letters(let name) = peek, let month = monthNumber(name) else { return nil }
    next += 1
    skip { $0 == .sign(UInt8(ascii: ".")) || $0 == .sign(UInt8(ascii: "-")) }
    guard let year = readYear() else { return nil }
    return days(year, month, day)
  }

  /// Oct. 4, 1957; October 4th 1957; Oct 4 10:00:00 2023 as mailboxes write it
  private mutating func readMonthFirst(_ name: String) -> Double? {
    guard let month = monthNumber(name) else { return nil }
    next += 1
    skip { $0 == .sign(UInt8(ascii: ".")) }
    guard case .number(let day, let digits) = peek else { return nil }
    next += 1
    if digits == 4 { return days(day, month, 1) }
    skip { ordinals.contains($0) }
    if case .number(_, 1...2) = peek, let seconds = readTime(), let year = readYear() {
      return days(year, month, day).map { $0 + Double(seconds) / 86_400 }
    }
    guard let year = readYear() else { return nil }
    return days(year, month, day)
  }

  private mutating func readYear() -> Int? {
    if let year = readNumber(digits: 4...4) { return year }
    // Two digits as mail once had them (RFC 2822, 4.3).
    return readNumber(digits: 2...2).map { $0 < 50 ? 2000 + $0 : 1900 + $0 }
  }

  /// 10:15, 10:15:30.5, 101530, 9 p.m.
  private mutating func readTime() -> Int? {
    guard case .number(let first, let digits) = peek else { return nil }
    next += 1
    if digits == 6 { return clock(first / 10_000, first / 100 % 100, first % 100) }
    if digits == 4 { return clock(first / 100, first % 100, 0) }
    var minute = 0
    var second = 0
    if skipSign(":") || skipSign(".") {
      guard let read = readNumber(digits: 1...2) else { return nil }
      minute = read
      if skipSign(":") {
        guard let read = readNumber(digits: 1...2) else { return nil }
        second = read
        if skipSign(".") { guard readNumber(digits: 1...14) != nil else { return nil } }
      }
    }
    return clock(hour(first), minute, second)
  }

  /// The hour of a 24-hour day, after "a.m." or "p.m." if that follows.
  private mutating func hour(_ written: Int) -> Int {
    guard case .letters(let name) = peek, ["am", "pm", "a", "p"].contains(name), written <= 12
    else { return written }
    next += 1
    if name.count == 1 {
      skip { $0 == .sign(UInt8(ascii: ".")) }
      skip { $0 == .letters("m") }
      skip { $0 == .sign(UInt8(ascii: ".")) }
    }
    return written % 12 + (name.hasPrefix("p") ? 12 : 0)
  }

  /// Seconds east of Greenwich; nil for what is no zone. A name that is not known counts as UTC.
  private mutating func readZone() -> Int? {
    guard next < words.count else { return 0 }
    if case .letters(let name) = words[next] {
      next += 1
      // "GMT+0100" names the zone twice.
      if next == words.count || !isOffsetNext { return zones[name].map { $0 * 3_600 } ?? 0 }
    }
    let sign = skipSign("-") ? -1 : (skipSign("+") ? 1 : 0)
    guard sign != 0, case .number(let number, let digits) = peek else { return nil }
    next += 1
    if digits == 4 { return sign * (number / 100 * 3_600 + number % 100 * 60) }
    let minutes = skipSign(":") ? readNumber(digits: 2...2) : 0
    guard digits <= 2, let minutes else { return nil }
    return sign * (number * 3_600 + minutes * 60)
  }

  private var isOffsetNext: Bool {
    peek == .sign(UInt8(ascii: "+")) || peek == .sign(UInt8(ascii: "-"))
  }

  private var peek: DateWord? { next < words.count ? words[next] : nil }

  private mutating func skip(_ isSkipped: (DateWord) -> Bool) {
    if let word = peek, isSkipped(word) { next += 1 }
  }

  private mutating func skipSign(_ sign: Unicode.Scalar) -> Bool {
    guard peek == .sign(UInt8(ascii: sign)) else { return false }
    next += 1
    return true
  }

  private mutating func readNumber(digits: ClosedRange<Int>) -> Int? {
    guard case .number(let number, let count) = peek, digits.contains(count) else { return nil }
    next += 1
    return number
  }
}

/// Days since 1 January 1970 of a day of the Gregorian calendar; nil for the 31st of February.
private func days(_ year: Int, _ month: Int, _ day: Int) -> Double? {
  guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
  let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  guard day <= lengths[month - 1] else { return nil }
  let before = year - 1
  let leapDays = before / 4 - before / 100 + before / 400
  return Double(before * 365 + leapDays + lengths[..<(month - 1)].reduce(day - 1, +) - 719_162)
}

private func clock(_ hour: Int, _ minute: Int, _ second: Int) -> Int? {
  guard hour <= 24, minute < 60, second <= 60 else { return nil }
  return hour * 3_600 + minute * 60 + second
}

private func moment(_ days: Double, seconds: Int) -> Date {
  Date(timeIntervalSince1970: (days * 86_400).rounded() + Double(seconds))
}

private func monthNumber(_ name: String) -> Int? {
  guard name.count >= 3, let month = months.firstIndex(where: { $0.hasPrefix(name) })
  else { return name == "sept" ? 9 : nil }
  return month + 1
}

private let months = [
  "january", "february", "march", "april", "may", "june", "july", "august", "september",
  "october", "november", "december",
]
private let weekdays: Set<String> = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
private let ordinals: [DateWord] = ["st", "nd", "rd", "th"].map { .letters($0) }
/// Hours east of Greenwich (RFC 822, and what European feeds write).
private let zones = [
  "z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7,
  "mdt": -6, "pst": -8, "pdt": -7, "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3,
  "jst": 9,
]

extension UInt8 {
  var isDigit: Bool { 0x30 <= self && self <= 0x39 }
  /// Whether it is a letter of ASCII.
  var isLetter: Bool { 0x61 <= (self | 0x20) && (self | 0x20) <= 0x7A }
}
