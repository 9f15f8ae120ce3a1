// The stories and themes that lede carries within itself.
import CCollection
package import StorySources

/// A file of the source tree whose bytes are in the program.
package struct CollectionFile: Hashable, Sendable {
  /// What the file calls itself: a story's `Id`, the first word of a theme's first comment.
  package let name: String
  package let bytes: [UInt8]

  /// The welcome story, then "A century of front pages" by date.
  package static var stories: [CollectionFile] {
    files(collection_stories(), collection_stories_count(), namedAfter: "Id: ")
  }

  package static var themes: [CollectionFile] {
    files(collection_themes(), collection_themes_count(), namedAfter: "# ")
  }

  /// Where the few words quoted from real people are on record: lines of story, words, speaker and
  /// record, between tabs; the first line says so.
  package static var quotations: String {
    text(collection_quotations(), collection_quotations_count())
  }

  /// Whose work is in lede, and where the words quoted in its stories are on record.
  package static var credits: String {
    let lines = quotations.split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: "\t").map(String.init)
      guard fields.count == 4 else { return "" }
      return "  \(fields[0]): “\(fields[1])”\n    \(fields[2]). \(fields[3])\n"
    }
    return text(collection_credits(), collection_credits_count()) + lines.joined()
  }

  private static func text(_ start: UnsafePointer<UInt8>?, _ count: Int) -> String {
    String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// The collection as sources to read stories from.
  package static var sources: [Source] {
    stories.map { .memory(name: $0.name, bytes: $0.bytes) }
  }

  /// Cuts a row of files at the NUL byte after each.
  private static func files(
    _ start: UnsafePointer<UInt8>?, _ count: Int, namedAfter opening: String
  ) -> [CollectionFile] {
    UnsafeBufferPointer(start: start, count: count).split(separator: 0).map { bytes in
      let line = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
      let name = line.dropFirst(opening.count).prefix { $0 != ":" && $0 != " " }
      return CollectionFile(name: String(name), bytes: Array(bytes))
    }
  }
}
