// The terms of a story: what of it is looked for.
import StoryParsing
import StoryQuery

/// What the index takes of a story beside its names.
struct IndexedStory {
  let number: Int64
  let headline: String
  let text: String
  let byline: String
  let sourceTitle: String
  /// Seconds since 1970.
  let day: Double
}

/// Puts stories into a table of terms; it is of one thread.
final class TermReader {
  private static let room = 2 * longestWord + 16
  /// The mark, a word in one form, and its end.
  private let folded = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
  private let written = UnsafeMutablePointer<UInt8>.allocate(capacity: room)

  deinit {
    folded.deallocate()
    written.deallocate()
  }

  func add(_ story: IndexedStory, to table: inout TermTable, at offset: UInt16) {
    table.add([TermMark.story], offset)
    table.add(Term.dayBytes(Term.day(of: story.day)), offset)
    let title = story.sourceTitle.utf8.prefix(TermMark.longestTitle)
    if !title.isEmpty { table.add([TermMark.source] + title, offset) }
    for text in [story.headline, story.text, story.byline] {
      addWords(of: text, in: .anywhere, to: &table, at: offset)
    }
    addWords(of: story.headline, in: .title, to: &table, at: offset)
    addWords(of: story.byline, in: .byline, to: &table, at: offset)
  }

  /// A name's number, and the words of its spellings, folded.
  func add(
    name: Int64, _ kind: EntityKind, _ words: some Sequence<[UInt8]>, to table: inout TermTable,
    at offset: UInt16
  ) {
    table.add(Term.nameBytes(name), offset)
    for word in words {
      for (place, byte) in word.enumerated() { folded[place + 1] = byte }
      give(folded, word.count, TermMark.word(of: kind), to: &table, at: offset)
    }
  }

  private func addWords(
    of text: String, in field: Query.TextField, to table: inout TermTable, at offset: UInt16
  ) {
    withBytes(of: text) { bytes in
      for word in WordWalk(bytes) {
        let letters = UnsafeBufferPointer(
          rebasing: bytes[word.range].prefix(longestWord))
        guard field == .anywhere else {
          addWord(letters, in: field, to: &table, at: offset)
          continue
        }
        guard !table.add(written: letters, offset) else { continue }
        table.learn(offset) { addWord(letters, in: field, to: &$0, at: offset) }
      }
    }
  }

  private func addWord(
    _ letters: UnsafeBufferPointer<UInt8>, in field: Query.TextField, to table: inout TermTable,
    at offset: UInt16
  ) {
    let count = foldWord(letters, into: folded + 1)
    guard count > 0 else { return }
    give(folded, count, TermMark.word(field, .folded), to: &table, at: offset)
    let capitals = foldWord(letters, into: written + 1, keepingCase: true)
    if isWrittenOtherwise(count, capitals) {
      give(written, capitals, TermMark.word(field, .written), to: &table, at: offset)
    }
    if letters.contains(where: { $0 >= 0x80 }) {
      addAccents(of: letters, count, TermMark.word(field, .accented), to: &table, at: offset)
    }
  }

  /// Adds each accent of the word that lies folded in memory, by itself and with its beginnings.
  private func addAccents(
    of word: UnsafeBufferPointer<UInt8>, _ count: Int, _ mark: UInt8, to table: inout TermTable,
    at offset: UInt16
  ) {
    var letters = 0
    for character in String(decoding: word, as: UTF8.self) {
      defer { letters += StoryQuery.folded(String(character)).count { $0 & 0xC0 != 0x80 } }
      guard let key = accentKey(of: character) else { continue }
      let term = [mark] + UnsafeBufferPointer(start: folded + 1, count: count)
      table.add(term + [Term.wordEnd] + key, offset)
      var (at, beginning) = (1, 0)
      while at < term.count, beginning < Term.longestBeginning {
        at += 1
        while at < term.count, term[at] & 0xC0 == 0x80 { at += 1 }
        beginning += 1
        if beginning > letters { table.add(term[..<at] + [Term.beginningEnd] + key, offset) }
      }
    }
  }

  private func isWrittenOtherwise(_ count: Int, _ capitals: Int) -> Bool {
    guard count == capitals else { return true }
    for place in 1...count where folded[place] != written[place] { return true }
    return false
  }

  /// Gives a word that lies one byte into some memory, and its beginnings.
  private func give(
    _ word: UnsafeMutablePointer<UInt8>, _ count: Int, _ mark: UInt8, to table: inout TermTable,
    at offset: UInt16
  ) {
    let end = count + 1
    word[0] = mark
    word[end] = Term.wordEnd
    table.add(UnsafeBufferPointer(start: word, count: end + 1), offset)
    var (at, letters) = (1, 0)
    while at < end, letters < Term.longestBeginning {
      at += 1
      while at < end, word[at] & 0xC0 == 0x80 { at += 1 }
      letters += 1
      table.add(UnsafeBufferPointer(start: word, count: at), offset)
    }
  }
}
