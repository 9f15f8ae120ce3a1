// UTF-8 offsets to the units that other languages count in.

/// What the offsets of `lede parse` count.
enum OffsetUnit: String, CaseIterable {
  case utf8, scalars, utf16
}

/// Turns offsets into one text from UTF-8 bytes to another unit.
struct OffsetRuler {
  private let bytes: [UInt8]
  private let unit: OffsetUnit
  /// Units before every 64th byte; empty where each byte is one unit.
  private var counts: [Int] = []

  private static let step = 64

  init(_ text: String, unit: OffsetUnit) {
    self.unit = unit
    bytes = unit == .utf8 ? [] : Array(text.utf8)
    guard bytes.contains(where: { $0 >= 0x80 }) else { return }
    counts.reserveCapacity(bytes.count / Self.step + 1)
    var count = 0
    for (offset, byte) in bytes.enumerated() {
      if offset % Self.step == 0 { counts.append(count) }
      count += units(byte)
    }
  }

  func offset(_ offset: Int) -> Int {
    guard !counts.isEmpty else { return offset }
    let mark = min(offset / Self.step, counts.count - 1)
    return bytes[(mark * Self.step)..<offset].reduce(counts[mark]) { $0 + units($1) }
  }

  /// How many units begin with a byte.
  private func units(_ byte: UInt8) -> Int {
    if byte & 0xC0 == 0x80 { return 0 }
    return unit == .utf16 && byte >= 0xF0 ? 2 : 1
  }
}
