// A quotation, its speaker and its cue.

/// Words that the story gives as somebody's own.
public struct Quotation: Hashable, Sendable {
  /// From the opening mark through the closing one, or to the paragraph's end where none closes.
  public let range: TextRange
  /// Index into `Analysis.entities`.
  public let speaker: Int?
  /// "said", "according to".
  public let cue: TextRange?
}
