// How the indexes cut texts into words: as the query language does.
import GRDB
import StoryQuery

/// Gives SQLite the words of a text, folded, with their places in it.
///
/// A word with a capital stands in the index twice: folded, and as it is written behind a mark, so
/// that what is typed with a capital is found without a look at the texts. The index of beginnings
/// has the first one, two and three letters of each word: what is found while a word is typed.
final class WordTokenizer: FTS5CustomTokenizer {
  static let name = "lede"
  static let cased: UInt8 = 1

  private static let room = 2 * longestWord + 8
  private static let isFurtherForm: CInt = 1  // FTS5_TOKEN_COLOCATED

  private let isOfBeginnings: Bool
  /// A word's fold, and its fold with case behind the mark.
  private let folded = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
  private let written = UnsafeMutablePointer<UInt8>.allocate(capacity: room + 2)

  init(db: Database, arguments: [String]) throws {
    isOfBeginnings = arguments.contains("beginnings")
  }

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
      guard isOfBeginnings else {
        return giveWords(of: text, isQuery: tokenization.contains(.query), to: sink)
      }
      // A beginning that is asked for is put together by the query's compiler.
      if tokenization.contains(.query) { return sink.give(start, text.count, 0, 0..<text.count) }
      return giveBeginnings(of: text, to: sink)
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

  // MARK: Beginnings

  private func giveBeginnings(of text: UnsafeBufferPointer<UInt8>, to sink: TokenSink) -> CInt {
    // The headline and the byline come with a mark of their own before them.
    let field = text[0] == BeginningField.title || text[0] == BeginningField.byline ? text[0] : nil
    for word in WordWalk(text) {
      let (plain, cased) = fold(text, word.range)
      guard plain > 0 else { continue }
      var code = giveBeginnings(of: folded, plain, field, word.range, to: sink)
      if code == 0, isWrittenOtherwise(plain, cased) {
        code = giveBeginnings(of: written, cased + 1, field, word.range, to: sink)
      }
      guard code == 0 else { return code }
    }
    return 0
  }

  private func giveBeginnings(
    of word: UnsafeMutablePointer<UInt8>, _ count: Int, _ field: UInt8?, _ range: Range<Int>,
    to sink: TokenSink
  ) -> CInt {
    var (at, letters) = (word[0] == Self.cased ? 1 : 0, 0)
    while at < count, letters < BeginningField.letters {
      at += 1
      while at < count, word[at] & 0xC0 == 0x80 { at += 1 }
      letters += 1
      var code = sink.give(word, at, 0, range)
      if code == 0, let field { code = sink.give(field, before: word, at, range) }
      guard code == 0 else { return code }
    }
    return 0
  }
}

/// What the index of beginnings has besides letters.
enum BeginningField {
  /// Stand before beginnings that are of the headline or the byline.
  static let title: UInt8 = 2
  static let byline: UInt8 = 3
  /// So many letters of a word are its longest beginning there.
  static let letters = 3
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

  func give(
    _ mark: UInt8, before token: UnsafePointer<UInt8>, _ count: Int, _ range: Range<Int>
  ) -> CInt {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count + 1) { room in
      room[0] = mark
      for offset in 0..<count { room[offset + 1] = token[offset] }
      guard let start = room.baseAddress else { return 0 }
      return give(start, count + 1, 0, range)
    }
  }
}
