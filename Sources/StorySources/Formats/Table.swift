// Tables: told from stories, so that nobody has to read one as prose.

/// Whether most lines that bytes begin with have the same columns, three or more, with tabs
/// between.
///
/// Two columns are not enough: a list or an interview may be written so.
func looksLikeTable(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  let beginning = UnsafeBufferPointer(rebasing: bytes.prefix(16_384))
  // Most files have no tab: they are asked nothing else.
  guard firstOffset(of: tab, in: UnsafeRawBufferPointer(beginning)) != nil else { return false }
  var lines = 0
  var linesWithTabs: [Int: Int] = [:]
  for line in beginning.split(separator: lineFeed) {
    guard let first = line.firstIndex(where: { $0 > space }) else { continue }
    lines += 1
    // Tabs before the first word only indent it.
    linesWithTabs[line[first...].count { $0 == tab }, default: 0] += 1
  }
  let most = linesWithTabs.filter { $0.key >= 2 }.values.max() ?? 0
  return lines >= 3 && most * 4 >= lines * 3
}

private let tab: UInt8 = 0x09
