// The stories and themes that lede carries within itself.
import CCollection

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
    let bytes = UnsafeBufferPointer(
      start: collection_quotations(), count: collection_quotations_count())
    return String(decoding: bytes, as: UTF8.self)
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
