// "yesterday", "2023-03", "<2w" → a stretch of time, given today.
package import FoundationEssentials

/// What was typed after `date:`, read.
package enum DateWords: Hashable, Sendable {
  case stretch(DateStretch)
  /// The beginning of what could become a date.
  case unfinished
  case wrong
}

/// Reads a date as people say it; days are days in UTC.
package func readDate(_ typed: String, today now: Date) -> DateWords {
  let typed = typed.lowercased()
  guard !typed.isEmpty else { return .unfinished }
  if let middle = typed.firstRange(of: "..") {
    return stretch(
      from: readDate(String(typed[..<middle.lowerBound]), today: now),
      to: readDate(String(typed[middle.upperBound...]), today: now))
  }
  for sign in ["<=", ">=", "<", ">"] where typed.hasPrefix(sign) {
    return compare(sign, String(typed.dropFirst(sign.count)), now)
  }
  if let span = readSpan(typed, before: now) { return .stretch(DateStretch(from: span, to: nil)) }
  return readDay(typed, Day(now))
}

private func stretch(from one: DateWords, to other: DateWords) -> DateWords {
  switch (one, other) {
  case (.wrong, _), (_, .wrong): .wrong
  case (.stretch(let first), .stretch(let last)):
    .stretch(DateStretch(from: first.start, to: last.end))
  case (.stretch(let first), .unfinished): .stretch(DateStretch(from: first.start, to: nil))
  case (.unfinished, .stretch(let last)): .stretch(DateStretch(from: nil, to: last.end))
  case (.unfinished, .unfinished): .unfinished
  }
}

/// `<2w` is younger than two weeks; `<2023-03` is before March 2023.
private func compare(_ sign: String, _ typed: String, _ now: Date) -> DateWords {
  if typed.isEmpty { return .unfinished }
  if let span = readSpan(typed, before: now) {
    return .stretch(
      sign.hasPrefix("<") ? DateStretch(from: span, to: nil) : DateStretch(from: nil, to: span))
  }
  guard case .stretch(let day) = readDay(typed, Day(now)) else {
    return readDay(typed, Day(now))
  }
  switch sign {
  case "<": return .stretch(DateStretch(from: nil, to: day.start))
  case "<=": return .stretch(DateStretch(from: nil, to: day.end))
  case ">": return .stretch(DateStretch(from: day.end, to: nil))
  default: return .stretch(DateStretch(from: day.start, to: nil))
  }
}

/// "2w": the moment so long ago.
private func readSpan(_ typed: String, before now: Date) -> Date? {
  guard let unit = typed.last, let days = ["h": 1.0 / 24, "d": 1, "w": 7, "m": 30, "y": 365][unit],
    let count = Int(typed.dropLast()), count >= 0, count <= 100_000
  else { return nil }
  return now - days * 86_400 * Double(count)
}

// MARK: Days, months and years by name and number

private let weekdays = [
  "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
]
private let months = [
  "january", "february", "march", "april", "may", "june", "july", "august", "september",
  "october", "november", "december",
]
private let relative = [
  "today", "yesterday", "this-week", "last-week", "this-month", "last-month", "this-year",
  "last-year",
]

private func readDay(_ typed: String, _ today: Day) -> DateWords {
  if typed.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "-") }) {
    return readNumbers(typed)
  }
  let names = relative + weekdays + months
  // "tue" and "sept" are said so; fewer letters are the beginning of a word.
  let matching = names.filter { $0.hasPrefix(typed) }
  guard let name = matching.first else { return .wrong }
  guard typed == name || matching.count == 1 && typed.count >= 3 else { return .unfinished }
  return .stretch(stretch(named: name, today))
}

private func stretch(named name: String, _ today: Day) -> DateStretch {
  let day = today.number
  let monday = day - (day + 3) % 7
  if let weekday = weekdays.firstIndex(of: name) {
    // 1 January 1970, day 0, was a Thursday.
    let back = ((day + 4) % 7 - weekday + 7) % 7
    return days(day - back, day - back + 1)
  }
  if let month = months.firstIndex(of: name) {
    let year = month + 1 > today.month ? today.year - 1 : today.year
    return DateStretch(month: month + 1, of: year)
  }
  switch name {
  case "today": return days(day, day + 1)
  case "yesterday": return days(day - 1, day)
  case "this-week": return days(monday, monday + 7)
  case "last-week": return days(monday - 7, monday)
  case "this-month": return DateStretch(month: today.month, of: today.year)
  case "last-month":
    return today.month == 1
      ? DateStretch(month: 12, of: today.year - 1)
      : DateStretch(month: today.month - 1, of: today.year)
  case "this-year": return DateStretch(year: today.year)
  default: return DateStretch(year: today.year - 1)
  }
}

/// "2023", "2023-03", "2023-03-05", and what is on the way to one of them.
private func readNumbers(_ typed: String) -> DateWords {
  let parts = typed.split(separator: "-", omittingEmptySubsequences: false)
  guard parts.count <= 3, parts[0].count <= 4, parts.dropFirst().allSatisfy({ $0.count <= 2 })
  else { return .wrong }
  guard parts[0].count == 4, let year = Int(parts[0]) else {
    return parts.count == 1 ? .unfinished : .wrong
  }
  guard parts.count > 1, let month = Int(parts[1]), parts[1].count == 2 else {
    return parts.count > 2 ? .wrong : .stretch(DateStretch(year: year))
  }
  guard (1...12).contains(month) else { return .wrong }
  guard parts.count > 2, let day = Int(parts[2]), parts[2].count == 2 else {
    return .stretch(DateStretch(month: month, of: year))
  }
  let first = Day.number(year, month, 1)
  let length = DateStretch(month: month, of: year).days
  guard (1...length).contains(day) else { return .wrong }
  return .stretch(days(first + day - 1, first + day))
}

private func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

private func days(_ start: Int, _ end: Int) -> DateStretch {
  DateStretch(
    from: Date(timeIntervalSince1970: Double(start) * 86_400),
    to: Date(timeIntervalSince1970: Double(end) * 86_400))
}

extension DateStretch {
  fileprivate init(year: Int) {
    self = StoryQuery.days(Day.number(year, 1, 1), Day.number(year + 1, 1, 1))
  }

  fileprivate init(month: Int, of year: Int) {
    let next = month == 12 ? (year + 1, 1) : (year, month + 1)
    self = StoryQuery.days(
      Day.number(year, month, 1), Day.number(next.0, next.1, 1))
  }

  fileprivate var days: Int {
    guard let start, let end else { return 0 }
    return Int((end.timeIntervalSince(start) / 86_400).rounded())
  }
}
