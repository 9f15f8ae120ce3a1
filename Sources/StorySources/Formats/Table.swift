// Tables: CSV and TSV whose first row names the columns, one story a row.
import StoryParsing

/// Whether bytes begin with a row that names columns of which some are parts of stories.
///
/// One name would be too little: any text may begin with “Title”.
func looksLikeTable(
  _ beginning: UnsafeBufferPointer<UInt8>, with separators: [UInt8], naming names: FieldNames
) -> Bool {
  let head = UnsafeBufferPointer(rebasing: beginning.prefix(2_048))
  guard let end = head.firstIndex(where: { $0 == lineFeed || $0 == carriageReturn }) else {
    return false
  }
  let line = head[..<end]
  return separators.contains { separator in
    let cells = line.split(separator: separator, omittingEmptySubsequences: false)
    guard cells.count > 1, cells.allSatisfy({ $0.count <= 60 }) else { return false }
    let columns = cells.map { columnName(String(decoding: $0, as: UTF8.self)) }
    let known = columns.compactMap(names.likelyField)
    return columns.contains(where: names.isGiven)
      || known.count > 1 && known.contains { $0 == .text || $0 == .headline }
  }
}

let commas = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|")]
let tab: UInt8 = 0x09

/// Reads every row but the first as a story.
func readTable(
  _ input: inout Input, with separators: [UInt8], into delivery: Delivery
) throws(SourceError) {
  delivery.beginRecords(of: &input)
  let separator = input.withBytes { commonest(of: separators, inFirstLineOf: $0) }
  var rows = RowCursor(of: input, separator: separator)
  var table = Table(delivery)
  while !delivery.isStopped, let row = try rows.next(in: &input, upTo: delivery.limit) {
    switch row {
    case .whole(let cells):
      let texts = input.withBytes { bytes in cells.map { $0.text(in: bytes) } }
      try table.take(texts, line: rows.line)
    case .tooLong:
      delivery.problem(SourceError(.tooLong(delivery.limit), file: input.file, line: rows.line))
    }
  }
}

/// A table in the reading: what its columns are called, and where its stories go.
private struct Table {
  private let delivery: Delivery
  private var columns: [String] = []
  private var guess: FieldGuess

  init(_ delivery: Delivery) {
    self.delivery = delivery
    guess = FieldGuess(delivery)
  }

  /// Takes a row: the first names the columns, each other is a story.
  mutating func take(_ cells: [String], line: Int) throws(SourceError) {
    if cells.allSatisfy(\.isEmpty) { return }
    guard !columns.isEmpty else {
      columns = cells.map(columnName)
      return
    }
    guard cells.dropFirst(columns.count).allSatisfy(\.isEmpty) else {
      let reason = "\(cells.count) columns, where the first line names \(columns.count)"
      return delivery.problem(
        SourceError(.brokenLine(reason), file: delivery.document.file, line: line))
    }
    let fields = zip(columns, cells).map { (name: $0, text: $1) }
    var record = record(of: fields)
    if guess.isWanted(for: record), guess.make(from: fields, line: 1) {
      record = self.record(of: fields)
    }
    guard record.isStory || columns.contains(where: isText) else {
      throw SourceError(.noTextColumn(columns), file: delivery.document.file, line: 1)
    }
    // A row without a text says nothing, and neither does lede of it.
    guard record.isStory else { return }
    delivery.story(record, name: "\(line)")
    delivery.unread(
      record.unreadDates.map { UnreadDate(field: $0.field, value: $0.value, line: line) })
  }

  private func isText(_ column: String) -> Bool {
    let field = guess.names.field(named: column)
    return field == .text || field == .headline
  }

  private func record(of fields: [(name: String, text: String)]) -> StoryRecord {
    var record = StoryRecord()
    var others: [(String, String)] = []
    for (name, text) in fields where !text.isEmpty {
      let isTaken = guess.names.field(named: name).map {
        record.take(text, as: $0, named: name, isSynonym: guess.names.isSynonym(name))
      }
      if isTaken != true { others.append((name, text)) }
    }
    if delivery.purpose == .parsing && !others.isEmpty { record.draft.extra = jsonObject(others) }
    return record
  }
}

/// A column's name without blanks and quotation marks around it.
private func columnName(_ cell: String) -> String {
  let name = cell.trimmed
  guard name.utf8.count > 1, name.hasPrefix("\""), name.hasSuffix("\"") else { return name }
  return String(name.dropFirst().dropLast()).trimmed
}

private func commonest(
  of separators: [UInt8], inFirstLineOf bytes: UnsafeBufferPointer<UInt8>
) -> UInt8 {
  let line = bytes.prefix { $0 != lineFeed && $0 != carriageReturn }
  let counts = separators.map { separator in line.count { $0 == separator } }
  let most = counts.max() ?? 0
  return zip(separators, counts).first { $0.1 == most }?.0 ?? UInt8(ascii: ",")
}

/// Whether most lines that bytes begin with have the same columns, three or more, with tabs
/// between, though no column has a name that lede knows.
///
/// Two columns are not enough: a list or an interview may be written so.
func looksLikeColumns(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
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
