// A quotation, its speaker and its cue.

/// Words that the story gives as somebody's own, or reports as such.
public struct Quotation: Hashable, Sendable {
  /// From the opening mark through the closing one, or to the paragraph's end where none closes;
  /// of reported speech, what was said without "Quill said that".
  public let range: TextRange
  /// Index into `Analysis.entities`.
  public let speaker: Int?
  /// "said", "according to".
  public let cue: TextRange?
  /// Whether the speaker is taken from the sentences around rather than named beside the words.
  public let isGuess: Bool
}
