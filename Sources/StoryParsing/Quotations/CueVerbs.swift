// The words by which a speaker is found: cue verbs, and the small words around them.

/// What a word does beside a quotation.
enum SpeechWord: Hashable {
  /// "said", "told": names who speaks, before or after the words.
  case cue
  /// "called it “…”", "spoke of “…”": only before the words.
  case namingCue
  /// "told": as `cue`, but what follows it hears.
  case tellingCue
  /// "held that", "believes that": only with "that".
  case thatCue
  /// "saying", "adding": its speaker is that of the clause before.
  case participleCue
  /// "according", before "to".
  case according
  /// "was", "been": makes "told" and "asked" those who hear.
  case passive
  case auxiliary, adverb, weekday
  case he, she, it
  /// "they", "it", "we", "one": somebody, but nobody named.
  case otherPronoun
  case relative
  case the
  /// "a", "some", "many": somebody unnamed.
  case indefinite
  case possessive
  case preposition
  /// "for", "of", "to": before a name, make it no subject.
  case binding
  case conjunction
  case spokesperson
  case male, female
}

/// A row a kind of word.
private let rows: [(SpeechWord, String)] = [
  (
    .cue,
    """
    said says say asked asks ask added adds replied replies answered answers \
    explained explains declared declares announced announces noted notes claimed claims argued \
    argues insisted insists warned warns acknowledged acknowledges admitted admits conceded \
    concedes confirmed confirms denied denies remarked remarks commented comments stated states \
    wrote writes written tweeted tweets posted suggested suggests recalled recalls continued \
    continues concluded concludes observed observes stressed stresses emphasised emphasized urged \
    urges promised promises pledged pledges vowed vows boasted boasts joked jokes quipped quips \
    shouted shouts cried cries whispered whispers murmured muttered exclaimed exclaims complained \
    complains confessed confesses predicted predicts recounted responded responds retorted retorts \
    countered counters testified testifies asserted asserts proclaimed proclaims agreed agrees \
    reiterated reiterates repeated maintained maintains cautioned cautions revealed reveals \
    lamented laments mused muses opined snapped thundered sighed read reads began demanded \
    demands protested protests reported reports ran runs swore affirmed affirms contended contends
    """
  ),
  (.tellingCue, "told tells tell reminded reminds assured assures informed informs"),
  (
    .thatCue,
    """
    held holds hoped hopes believed believes thought thinks felt feels feared fears found estimated \
    estimates learned heard proposed proposes ruled rules ordered
    """
  ),
  (
    .namingCue,
    """
    called calls described describes dismissed dismisses branded brands labelled labeled labels \
    hailed hails praised praises condemned condemns denounced denounces accused accuses criticised \
    criticized criticises criticizes referred refers spoke speaks rejected rejects welcomed welcomes \
    deemed termed dubbed blamed blames cited cites quoted quotes thanked expressed expresses
    """
  ),
  (
    .participleCue,
    """
    saying adding telling asking noting warning calling describing writing insisting arguing \
    claiming declaring explaining stating announcing urging stressing promising quoting
    """
  ),
  (.according, "according"),
  (.passive, "was were is are been being be"),
  (.auxiliary, "has have had would will could can did does do may might must should shall"),
  (
    .adverb,
    """
    also later then earlier already once again too even ever never not always often just still only \
    now today yesterday tonight afterwards afterward recently reportedly repeatedly publicly \
    privately previously finally simply further instead however meanwhile first once earlier \
    flatly bluntly quietly angrily bitterly firmly plainly openly sharply famously briefly
    """
  ),
  (
    .weekday,
    """
    monday tuesday wednesday thursday friday saturday sunday morning afternoon evening night week
    """
  ),
  (.he, "he him himself"),
  (.she, "she herself"),
  (.it, "it"),
  (.otherPronoun, "they we i you them us one both all others everyone nobody somebody someone"),
  (.relative, "who which whom that whose"),
  (.the, "the this these those"),
  (
    .indefinite,
    """
    a an some several many few two three four five six other another any each every most no \
    unnamed anonymous dozens hundreds
    """
  ),
  (.possessive, "his her their its our my your"),
  (
    .preposition,
    """
    in at on near by with from about after before during under over against between among into \
    outside inside through across around since until without within despite like
    """
  ),
  (.binding, "of for to"),
  (.conjunction, "and but or nor when while because if although though so where as than"),
  (.spokesperson, "spokesman spokeswoman spokesperson spokesmen spokespeople spokespersons"),
  (.male, "mr mr. sir king prince lord monsieur father brother"),
  (.female, "mrs mrs. ms ms. miss queen princess lady dame madame sister"),
]

/// A word of at most 15 letters in small ASCII.
struct PackedWord: Hashable {
  fileprivate let letters: UInt128

  /// The letters tell words apart well enough: hashing them took longer than the look-up.
  func _rawHashValue(seed: Int) -> Int {
    let folded = UInt64(truncatingIfNeeded: letters ^ letters >> 61)
    let mixed = (folded ^ UInt64(bitPattern: Int64(seed))) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed ^ mixed >> 32)
  }
}

/// A word's letters in small ASCII, packed; nil where it is too long or has others.
@inline(__always)
func packed(_ word: TextRange, in bytes: [UInt8]) -> PackedWord? {
  guard word.count <= 15 else { return nil }
  var value: UInt128 = 0
  for offset in word.start..<word.end {
    let byte = bytes[offset]
    guard byte < 0x80 else { return nil }
    value = value << 8 | UInt128(byte &- 0x41 < 26 ? byte | 0x20 : byte)
  }
  return PackedWord(letters: value)
}

/// Every word of the table; the first row that has it counts.
private let speechWords: [PackedWord: SpeechWord] = {
  var words: [PackedWord: SpeechWord] = [:]
  for (kind, row) in rows {
    for word in row.split(separator: " ") {
      let bytes = Array(word.utf8)
      guard let key = packed(TextRange(0, bytes.count), in: bytes), words[key] == nil else {
        continue
      }
      words[key] = kind
    }
  }
  return words
}()

/// What a word does beside a quotation; nil for most words.
func speechWord(_ word: TextRange, in bytes: [UInt8]) -> SpeechWord? {
  packed(word, in: bytes).flatMap { speechWords[$0] }
}
