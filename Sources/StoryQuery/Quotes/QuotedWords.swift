// Who said what of whom in a story, as rows of a list.
package import StoryParsing

/// Words that somebody said, ready to be listed.
package struct QuotedWords: Hashable, Sendable {
  /// What they have to do with the name that was asked for.
  package enum Bearing: String, Hashable, Sendable { case by, about }

  package let story: Int
  package let range: TextRange
  /// As they stand in the story, marks and all.
  package let words: String
  /// Nil for somebody the story does not name.
  package let speaker: String?
  /// "said", where a verb names the speaker.
  package let cue: String?
  /// Nil where no name was asked for.
  package let bearing: Bearing?
  /// Whether the story reports the words without marks.
  package let isReported: Bool
  /// Whether the speaker is taken from the sentences around.
  package let isGuess: Bool
}

/// What is said in a story, in order of the text; of the given entities, by them and about them.
///
/// - Parameters:
///   - number: the story's own, for the rows.
///   - names: indices of `Analysis.entities`; nil for all that anybody says.
package func quotedWords(
  in story: Story, number: Int = 0, _ analysis: Analysis, of names: Set<Int>? = nil
) -> [QuotedWords] {
  let said = (analysis.quotations.map { ($0, false) } + analysis.reportedSpeech.map { ($0, true) })
    .sorted { $0.0.range.start < $1.0.range.start }
  var mentions = MentionWalk(analysis, names)
  return said.compactMap { quotation, isReported in
    let bearing = names.map { mentions.bearing(of: quotation, $0) }
    if let bearing, bearing == nil { return nil }
    return QuotedWords(
      story: number, range: quotation.range, words: String(story.text[quotation.range]),
      speaker: quotation.speaker.map { analysis.entities[$0].name },
      cue: quotation.cue.map { String(story.text[$0]) }, bearing: bearing ?? nil,
      isReported: isReported, isGuess: quotation.isGuess)
  }
}

/// Finds who is named within words, from one stretch of the text to the next.
private struct MentionWalk {
  private let named: [TextRange]
  private var next = 0

  init(_ analysis: Analysis, _ names: Set<Int>?) {
    named =
      names.map { names in
        analysis.mentions.lazy.filter { names.contains($0.entity) }.map(\.range)
      } ?? []
  }

  mutating func bearing(of quotation: Quotation, _ names: Set<Int>) -> QuotedWords.Bearing? {
    if let speaker = quotation.speaker, names.contains(speaker) { return .by }
    while next < named.count, named[next].end <= quotation.range.start { next += 1 }
    return next < named.count && named[next].overlaps(quotation.range) ? .about : nil
  }
}

extension QuotedWords {
  package static let columns = ["bearing", "speaker", "certainty", "form", "cue", "words"]

  /// Whose words, how sure that is, and the words: cells of a table beside where they stand.
  package var fields: [String] {
    [
      bearing?.rawValue ?? "", speaker ?? "", isGuess ? "guess" : "sure",
      isReported ? "reported" : "marked", cue ?? "", words,
    ]
  }
}
