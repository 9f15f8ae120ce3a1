// Texts whose names are known: corpora as JSON lines, and our own marked text.
import Foundation
import StoryParsing

/// A text with its names, by UTF-8 bytes.
struct GoldStory {
  struct Name {
    let range: TextRange
    let kind: EntityKind
    let isAdjectival: Bool
  }

  let id: String
  let text: String
  var names: [Name]
  /// Whether demonyms are among the names.
  var hasDemonyms: Bool
  /// Where it is not known what is named, if anything: nothing is learnt there.
  var doubtful: [TextRange] = []
  /// Whether the names are a tagger's.
  var isRelabelled = false
  /// How much it counts beside the others of its set.
  var share: Float = 1
}

// MARK: Corpora

extension GoldStory {
  private struct Row: Decodable {
    struct Entity: Decodable {
      let start, end: Int
      let type: String
      let adjectival: Bool?
    }
    let id, text: String
    let entities: [Entity]
    let adjectivalAnnotated: Bool?
  }

  /// The stories of a file of JSON lines, packed by gzip or not.
  static func corpus(_ path: String) throws -> [GoldStory] {
    let bytes =
      path.hasSuffix(".gz") ? try unpacked(path) : try Data(contentsOf: URL(filePath: path))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try bytes.split(separator: UInt8(ascii: "\n")).map { line in
      GoldStory(try decoder.decode(Row.self, from: Data(line)))
    }
  }

  private static func unpacked(_ path: String) throws -> Data {
    let gzip = Process()
    let output = Pipe()
    gzip.executableURL = URL(filePath: "/bin/gzip")
    gzip.arguments = ["-dc", path]
    gzip.standardOutput = output
    try gzip.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    gzip.waitUntilExit()
    return bytes
  }

  /// Offsets of corpora are in Unicode scalars.
  private init(_ row: Row) {
    id = row.id
    text = row.text
    hasDemonyms = row.adjectivalAnnotated ?? true
    var offsets: [Int] = []
    var at = 0
    for scalar in row.text.unicodeScalars {
      offsets.append(at)
      at += UTF8.width(scalar)
    }
    offsets.append(at)
    names = row.entities.compactMap { entity in
      guard let kind = EntityKind(rawValue: entity.type), entity.end < offsets.count else {
        return nil
      }
      return Name(
        range: TextRange(offsets[entity.start], offsets[entity.end]), kind: kind,
        isAdjectival: entity.adjectival ?? false)
    }.sorted { $0.range.start < $1.range.start }
  }
}

// MARK: Headlines

extension GoldStory {
  /// How a headline may be written.
  enum HeadlineStyle: CaseIterable { case titleCase, capitals }

  /// The first two lines as a headline is written: no other text has as many names in title case
  /// and in capitals.
  func headlined(_ style: HeadlineStyle) -> GoldStory {
    var bytes = Array(text.utf8)
    let ends = bytes.indices.filter { bytes[$0] == 0x0A }
    bytes.removeSubrange((ends.dropFirst().first ?? bytes.count)...)
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] > 0x20 { end += 1 }
      for at in start..<end where bytes[at] &- UInt8(ascii: "a") < 26 {
        // Papers leave short words small; a full stop would make a sentence of the line.
        if style == .capitals || at == start && end - start > 3 { bytes[at] -= 32 }
      }
      start = end + 1
    }
    return GoldStory(
      id: id, text: String(decoding: bytes, as: UTF8.self),
      names: names.filter { $0.range.end <= bytes.count }, hasDemonyms: hasDemonyms, share: 0.3)
  }
}

// MARK: Our own text

extension GoldStory {
  /// The stories of a file of marked text: "# kind | style | main actor", then "{P Jane Roe}".
  static func marked(_ path: String) throws -> [GoldStory] {
    let name = URL(filePath: path).deletingPathExtension().lastPathComponent
    let lines = try String(contentsOfFile: path, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    var stories: [[Substring]] = []
    for line in lines {
      if line.hasPrefix("# ") {
        stories.append([])
      } else if !stories.isEmpty {
        stories[stories.count - 1].append(line)
      }
    }
    return stories.enumerated().map { index, lines in
      GoldStory(marked: lines.joined(separator: "\n"), id: "\(name)-\(index + 1)")
    }
  }

  private init(marked: String, id: String) {
    var bytes: [UInt8] = []
    var names: [Name] = []
    var open: (start: Int, kind: EntityKind, isAdjectival: Bool)?
    let source = Array(marked.utf8)
    var at = 0
    while at < source.count {
      let byte = source[at]
      if byte == UInt8(ascii: "{"), at + 2 < source.count, source[at + 2] == 0x20,
        let kind = Self.kinds[source[at + 1]]
      {
        open = (bytes.count, kind, source[at + 1] == UInt8(ascii: "A"))
        at += 3
        continue
      }
      if byte == UInt8(ascii: "}"), let name = open {
        names.append(
          Name(
            range: TextRange(name.start, bytes.count), kind: name.kind,
            isAdjectival: name.isAdjectival))
        open = nil
        at += 1
        continue
      }
      bytes.append(byte)
      at += 1
    }
    self.id = id
    text = String(decoding: bytes, as: UTF8.self)
    self.names = names
    hasDemonyms = true
  }

  private static let kinds: [UInt8: EntityKind] = [
    UInt8(ascii: "P"): .person, UInt8(ascii: "O"): .organisation, UInt8(ascii: "C"): .country,
    UInt8(ascii: "A"): .country, UInt8(ascii: "L"): .place,
  ]
}
