// What a row of measurements comes to, and how it is written.
import Glibc

/// Measurements of one thing, smallest first.
struct Figures {
  private let sorted: [Double]

  init(_ values: [Double]) { sorted = values.sorted() }

  var count: Int { sorted.count }
  var median: Double { quantile(0.5) }
  var highest: Double { sorted.last ?? .nan }

  /// The smallest value that is not below this share of them all.
  func quantile(_ share: Double) -> Double {
    guard !sorted.isEmpty else { return .nan }
    let place = Int((share * Double(sorted.count)).rounded(.up)) - 1
    return sorted[min(max(place, 0), sorted.count - 1)]
  }
}

/// A number as the table shows it: whole from 100 up, else with as many places as say something.
func written(_ value: Double) -> String {
  guard value.isFinite else { return "-" }
  let places = value == value.rounded() || value >= 100 ? 0 : value >= 10 ? 1 : 2
  return grouped(fixed(value, places: places))
}

private func fixed(_ value: Double, places: Int) -> String {
  let scale = pow(10.0, Double(places))
  let scaled = Int((value * scale).rounded())
  guard places > 0 else { return String(scaled) }
  let fraction = String(scaled % Int(scale))
  let zeros = String(repeating: "0", count: places - fraction.count)
  return "\(scaled / Int(scale)).\(zeros)\(fraction)"
}

/// Thousands set apart by commas.
private func grouped(_ number: String) -> String {
  let whole = number.prefix { $0 != "." }
  var result = ""
  for (place, digit) in zip((0..<whole.count).reversed(), whole) {
    result.append(digit)
    if place > 0 && place % 3 == 0 { result.append(",") }
  }
  return result + number.dropFirst(whole.count)
}
