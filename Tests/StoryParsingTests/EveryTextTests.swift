import StoryParsing
import Testing

/// Numbers that look random and are the same in every run.
private struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 33)
  }
}

/// What texts are made of that may trip a parser.
private let scraps = [
  "“", "”", "‘", "’", "\"", "'", "«", "»", "„", "‹", "「", "」", "``", "''", " ", " ", "\n", "\r",
  "\r\n",
  "\u{301}", "\u{200D}", "\u{FE0F}", "👩‍🚀", "🇬🇧", "🏽", "\u{FEFF}", "\u{0}", "\u{1B}[31m", "\u{85}",
  "\u{2028}", "\u{FFFD}", "É", "中", "א", "—", "--", " - ", "(", ")", "(Reuters)", ":", ",", ".",
  "LONDON", "March 1", "By", "By Jane Doe", "said", "Jane Doe", "Quill", "he said", "(c) 1912", "©",
  "Reporting by ", "Read more", "1. ", "- ", "and", "the", "according to", "U.S.", "Ukraine’s",
]

/// Expects every range to lie in the text, between characters, in order, and to slice.
private func expectSound(_ story: Story, sourceLocation: SourceLocation = #_sourceLocation) {
  let text = story.text
  let found = analyze(story)
  var boundaries: Set<Int> = [0]
  var offset = 0
  for character in text {
    offset += character.utf8.count
    boundaries.insert(offset)
  }
  var ranges = found.paragraphs.map(\.range) + found.quotations.map(\.range)
  ranges += found.bylines.flatMap { [$0.name, $0.post].compactMap { $0 } }
  if let dateline = found.dateline {
    ranges += [dateline.range, dateline.place, dateline.agency].compactMap { $0 }
  }
  ranges += found.quotations.compactMap(\.cue) + found.mentions.map(\.range)
  for range in ranges {
    #expect(boundaries.contains(range.start), "\(range) of \(text.debugDescription)")
    #expect(boundaries.contains(range.end), "\(range) of \(text.debugDescription)")
    #expect(String(text[range]).utf8.count == range.count, sourceLocation: sourceLocation)
  }
  for list in [found.paragraphs.map(\.range), found.quotations.map(\.range)] {
    #expect(zip(list, list.dropFirst()).allSatisfy { $0.end <= $1.start })
    #expect(list.allSatisfy { !$0.isEmpty })
  }
  #expect(found.quotations.allSatisfy { $0.speaker.map(found.entities.indices.contains) ?? true })
}

@Suite struct EveryTextTests {
  @Test(arguments: 0..<8) func rangesLieBetweenCharactersWhateverTheText(seed: Int) {
    var dice = Dice(state: UInt64(seed) &+ 77)
    for _ in 0..<150 {
      let count = Int.random(in: 0..<40, using: &dice)
      let text = (0..<count).map { _ in
        scraps.randomElement(using: &dice)! + (Bool.random(using: &dice) ? " " : "")
      }
      expectSound(story(text.joined()))
    }
  }

  @Test func bytesThatAreNoTextAreSurvived() {
    var dice = Dice(state: 5)
    for _ in 0..<300 {
      let bytes = (0..<Int.random(in: 0..<80, using: &dice)).map { _ in
        UInt8.random(in: 0...255, using: &dice)
      }
      expectSound(story(String(decoding: bytes, as: UTF8.self)))
    }
  }

  @Test func markupBeyondTheTextIsSurvived() {
    let marks = [Markup(.headline, TextRange(3, 900)), Markup(.byline, TextRange(1_000, 1_001))]
    expectSound(story("Short\nText", markup: marks))
  }

  @Test func marksWithoutEndAreRead() {
    for mark in ["\"", "“", "‘", "'", "« ", "“a", "\"a", "‘a ", "a’ ‘"] {
      let text = String(repeating: mark, count: 20_000)
      let found = analyze(story(text)).quotations
      #expect(found.allSatisfy { $0.range.end <= text.utf8.count })
    }
  }
}
