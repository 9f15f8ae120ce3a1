// The day of a date, counted without a calendar: that took a tenth of the time of a frame.
package import FoundationEssentials

/// A day in UTC.
package struct Day: Hashable, Sendable {
  package let year, month, day: Int
  /// Days since the first of January 1970.
  package let number: Int

  package init(_ date: Date) {
    let time = date.timeIntervalSince1970
    let seconds = time.isNaN ? 0 : min(max(time, -1e12), 1e12)
    self.init(number: Int((seconds / 86_400).rounded(.down)))
  }

  /// Counts from a first of March, so that the day that some years have more comes last; every
  /// 146,097 days, which are 400 years, all begins again.
  package init(number: Int) {
    self.number = number
    let days = number + 719_468
    let inCycle = (days % 146_097 + 146_097) % 146_097
    let years = (inCycle - inCycle / 1460 + inCycle / 36_524 - inCycle / 146_096) / 365
    let inYear = inCycle - (365 * years + years / 4 - years / 100)
    let march = (5 * inYear + 2) / 153
    day = inYear - (153 * march + 2) / 5 + 1
    month = march < 10 ? march + 3 : march - 9
    year = (days - inCycle) / 146_097 * 400 + years + (march < 10 ? 0 : 1)
  }

  /// The number of a day, by the same count from March.
  package static func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let cycle = (shifted >= 0 ? shifted : shifted - 399) / 400
    let inCycle = shifted - cycle * 400
    let inYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return cycle * 146_097 + inCycle * 365 + inCycle / 4 - inCycle / 100 + inYear - 719_468
  }

  /// "1912-04-16".
  package var iso: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }

  /// "Apr"
  package var monthName: String { months[month - 1] }
}

private func padded(_ number: Int, _ places: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, places - digits.count)) + digits
}

private let months = [
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
]
