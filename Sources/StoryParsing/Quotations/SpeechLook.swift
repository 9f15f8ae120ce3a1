// What a quotation looks like: how it ends, where it stands, and whether anybody says it.

extension Attribution {
  /// Whether it ends in a comma, question or exclamation mark, so that a cue follows.
  func endsOpenly(_ index: Int) -> Bool {
    quotations[index].isClosed && [0x2C, 0x3F, 0x21].contains(lasts[index])
  }

  /// Whether a quotation opens a sentence.
  func begins(_ place: Int) -> Bool {
    guard place > 0 else { return true }
    return endsSentence(place - 1) || finder.pieces[place - 1].kind == .dash
  }

  func opensParagraph(_ place: Int) -> Bool {
    place == 0 || finder.pieces[place - 1].kind == .paragraphEnd
  }

  func isSpeechLong(_ index: Int) -> Bool { wordCount(index) > 5 }

  func wordCount(_ index: Int) -> Int {
    let range = quotations[index].range
    return 1 + (range.start..<min(range.end, range.start + 200)).count { bytes[$0] == 0x20 }
  }

  /// Words in marks that nobody says: “so-called”, a title, a nickname.
  func isNoSpeech(_ index: Int) -> Bool {
    guard quotations[index].isClosed, findings[index] == nil else { return isNickname(index) }
    guard !sentenceMarks.contains(lasts[index]) else { return false }
    return !isSpeechLong(index) || isTitle(quotations[index].range)
  }

  /// Edwin “Buzz” Aldrin.
  func isNickname(_ index: Int) -> Bool {
    guard let place = places[index], wordCount(index) == 1, place > 0,
      place + 1 < finder.pieces.count
    else { return false }
    return finder.pieces[place - 1].isCapitalised && finder.pieces[place + 1].isCapitalised
  }

  /// “A Framework for Peace”: every long word begins with a capital.
  func isTitle(_ range: TextRange) -> Bool {
    bytes.words(in: TextRange(range.start, min(range.end, range.start + 120))).dropFirst()
      .allSatisfy { $0.count < 5 || bytes.isCapital(at: $0.start) }
  }
}

/// The last character before the closing mark, if there is one; 0 for none.
func lastCharacter(inside range: TextRange, _ bytes: [UInt8]) -> UInt32 {
  guard let mark = bytes.character(before: range.end) else { return 0 }
  let width = bytes.quotationMark(at: range.end - UTF8.width(mark), before: range.end)?.1
  let end = range.end - (width ?? 0)
  return end > range.start ? bytes.character(before: end)?.value ?? 0 : 0
}

/// What ends a sentence or a clause of speech inside its marks.
let sentenceMarks: Set<UInt32> = [
  0x2E, 0x21, 0x3F, 0x2C, 0x2026, 0x3002, 0xFF01, 0xFF0C, 0xFF1F,
]
