// How the index of spellings cuts them into words: as the query language does.
import GRDB
import StoryQuery

/// Gives SQLite the words of a text, folded, with their places in it.
///
/// A word with a capital stands in the index twice: folded, and as it is written behind a mark, so
/// that what is typed with a capital is found without a look at the spellings.
final class WordTokenizer: FTS5CustomTokenizer {
  static let name = "lede"
  static let cased: UInt8 = 1

  private static let room = 2 * longestWord + 8
  private static let isFurtherForm: CInt = 1  // FTS5_TOKEN_COLOCATED

  /// A word's fold, and its fold with case behind the mark.
  private let folded = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
  private let written = UnsafeMutablePointer<UInt8>.allocate(capacity: room + 2)

  init(db: Database, arguments: [String]) throws {}

  deinit {
    folded.deallocate()
    written.deallocate()
  }

  func tokenize(
    context: UnsafeMutableRawPointer?, tokenization: FTS5Tokenization,
    pText: UnsafePointer<CChar>?, nText: CInt, tokenCallback: @escaping FTS5TokenCallback
  ) -> CInt {
    guard let pText, nText > 0 else { return 0 }
    return pText.withMemoryRebound(to: UInt8.self, capacity: Int(nText)) { start in
      let text = UnsafeBufferPointer(start: start, count: Int(nText))
      let sink = TokenSink(context: context, callback: tokenCallback)
      return giveWords(of: text, isQuery: tokenization.contains(.query), to: sink)
    }
  }

  // MARK: Words

  private func giveWords(
    of text: UnsafeBufferPointer<UInt8>, isQuery: Bool, to sink: TokenSink
  ) -> CInt {
    for word in WordWalk(text) {
      let (plain, cased) = fold(text, word.range)
      guard plain > 0 else { continue }
      let start = word.range.lowerBound
      let code: CInt
      if isQuery, start > 0, text[start - 1] == Self.cased {
        code = sink.give(written, cased + 1, 0, word.range)
      } else {
        code = sink.give(folded, plain, 0, word.range)
        if code == 0, !isQuery, isWrittenOtherwise(plain, cased) {
          let code = sink.give(written, cased + 1, Self.isFurtherForm, word.range)
          guard code == 0 else { return code }
        }
      }
      guard code == 0 else { return code }
    }
    return 0
  }

  /// Folds a word both ways; gives the lengths, the mark of the second not counted.
  private func fold(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> (plain: Int, cased: Int) {
    let word = UnsafeBufferPointer(rebasing: text[range])
    written[0] = Self.cased
    return (foldWord(word, into: folded), foldWord(word, into: written + 1, keepingCase: true))
  }

  private func isWrittenOtherwise(_ plain: Int, _ cased: Int) -> Bool {
    guard plain == cased else { return true }
    for offset in 0..<plain where folded[offset] != written[offset + 1] { return true }
    return false
  }
}

/// Where SQLite takes tokens.
private struct TokenSink {
  let context: UnsafeMutableRawPointer?
  let callback: FTS5TokenCallback

  func give(
    _ token: UnsafePointer<UInt8>, _ count: Int, _ flags: CInt, _ range: Range<Int>
  ) -> CInt {
    token.withMemoryRebound(to: CChar.self, capacity: count) {
      callback(
        context, flags, $0, CInt(count), CInt(range.lowerBound), CInt(range.upperBound))
    }
  }
}
