// How the index cuts texts into words: as the query language does.
import GRDB
import StoryQuery

/// Gives SQLite the words of a text, folded, with their places in it.
final class WordTokenizer: FTS5CustomTokenizer {
  static let name = "lede"

  private let room = UnsafeMutablePointer<UInt8>.allocate(capacity: 2 * longestWord + 8)

  init(db: Database, arguments: [String]) throws {}

  deinit { room.deallocate() }

  func tokenize(
    context: UnsafeMutableRawPointer?, tokenization: FTS5Tokenization,
    pText: UnsafePointer<CChar>?, nText: CInt, tokenCallback: @escaping FTS5TokenCallback
  ) -> CInt {
    guard let pText, nText > 0 else { return 0 }
    return pText.withMemoryRebound(to: UInt8.self, capacity: Int(nText)) { start in
      let text = UnsafeBufferPointer(start: start, count: Int(nText))
      for word in WordWalk(text) {
        let count = foldWord(UnsafeBufferPointer(rebasing: text[word.range]), into: room)
        guard count > 0 else { continue }
        let code = room.withMemoryRebound(to: CChar.self, capacity: count) {
          tokenCallback(
            context, 0, $0, CInt(count), CInt(word.range.lowerBound), CInt(word.range.upperBound))
        }
        guard code == 0 else { return code }
      }
      return 0
    }
  }
}
