// The verbs that report what was said without marks, by what may follow them.

extension [UInt8] {
  /// Whether a word is one of a few, in small ASCII.
  func readsAny(of words: Set<PackedWord>, _ word: TextRange) -> Bool {
    packed(word, in: self).map(words.contains) ?? false
  }
}

/// Words as they are compared.
func packedWords(_ words: String) -> Set<PackedWord> {
  Set(
    words.split(whereSeparator: \.isWhitespace).compactMap { word in
      let bytes = Array(word.utf8)
      return packed(TextRange(0, bytes.count), in: bytes)
    })
}

/// Verbs that what was said follows at once.
let sayingCues = packedWords("said says say saying")

/// Verbs that a clause may follow without "that".
let statingCues = packedWords(
  """
  added adds adding explained explains announced announces noted notes claimed claims argued
  argues insisted insists insisting warned warns warning acknowledged acknowledges admitted admits
  conceded concedes confirmed confirms stated states suggested suggests recalled recalls concluded
  concludes stressed stresses predicted predicts testified testifies asserted asserts agreed agrees
  reiterated maintained maintains revealed reveals lamented complained complains joked jokes
  believes believed thinks thought hopes hoped feels felt fears feared replied replies
  claiming arguing noting announcing declaring contended contends promised promises vowed vows
  pledged pledges wrote writes
  """)

/// "denied taking it", "admitted having it".
let gerundCues = packedWords(
  "denied denies deny denying admitted admits confessed confesses")

/// Verbs with somebody who hears, before "that" or "whether".
let askingCues = packedWords(
  "asked asks asking warned warns warning promised promises advised advises reminded urged")

let pledgeCues = packedWords("promised promises vowed vows pledged pledges pledging")

/// Verbs that may close the sentence which tells what was said.
let closingCues = packedWords(
  """
  said says say told added adds explained explains noted notes claimed claims argued argues insisted
  insists warned warns acknowledged admitted conceded confirmed stated wrote writes recalled
  concluded predicted testified reported reports announced agreed replied
  """)
