// "March 1", "Monday, 4 Oct. 1957", "2023-03-01": words to an ISO 8601 date.

/// The months by name, with the short forms that agencies use.
private let months: [String: Int] = {
  let names = [
    "january jan janv", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
    "august aug", "september sept sep", "october oct", "november nov", "december dec",
  ]
  var months: [String: Int] = [:]
  for (index, row) in names.enumerated() {
    for name in row.split(separator: " ") { months[String(name)] = index + 1 }
  }
  return months
}()

private let weekdays: Set<String> = [
  "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "night", "evening",
]

/// A day in a dateline; the year may be missing, and with a weekday alone everything is.
struct DatelineDate: Hashable {
  var year: Int?
  var month: Int?
  var day: Int?

  /// ISO 8601; `--03-01` without a year, nil without a day.
  var iso: String? {
    guard let month, let day else { return nil }
    let end = "\(twoDigits(month))-\(twoDigits(day))"
    return year.map { "\($0)-\(end)" } ?? "--\(end)"
  }

  private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// Reads words that are nothing but a date; nil where one of them is not part of it.
  init?(_ words: ArraySlice<String>) {
    guard !words.isEmpty, words.count <= 5 else { return nil }
    for word in words {
      guard take(word) else { return nil }
    }
    guard (month == nil) == (day == nil) else { return nil }
  }

  private mutating func take(_ word: String) -> Bool {
    if weekdays.contains(word) { return month == nil && day == nil }
    if let number = months[word] {
      guard month == nil else { return false }
      month = number
      return true
    }
    if let iso = Self.iso(word) {
      guard month == nil, day == nil, year == nil else { return false }
      self = iso
      return true
    }
    return takeNumber(word)
  }

  private mutating func takeNumber(_ word: String) -> Bool {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    guard digits.count <= 4, let number = Int(digits) else { return false }
    let rest = word.dropFirst(digits.count)
    if digits.count == 4, rest.isEmpty, year == nil, day != nil, month != nil {
      year = number
      return true
    }
    guard day == nil, (1...31).contains(number), ["", "st", "nd", "rd", "th"].contains(rest)
    else { return false }
    day = number
    return true
  }

  private init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  private static func iso(_ word: String) -> DatelineDate? {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2]), (1...12).contains(month), (1...31).contains(day), year >= 0
    else { return nil }
    return DatelineDate(year: year, month: month, day: day)
  }

  /// Adds a year that stood behind a comma of its own: "April 16, 1912".
  mutating func add(year word: String) -> Bool {
    guard year == nil, day != nil, word.count == 4, let number = Int(word), number > 0 else {
      return false
    }
    year = number
    return true
  }
}
