// Quotation and mentions to speaker and cue, the most certain rule first.

func attribute(
  _ quotation: TextRange, to mentions: [Mention], entities: [Entity], sentences: [TextRange],
  tokens: [Token], in text: String
) -> Quotation {
  Quotation(range: quotation, speaker: nil, cue: nil)
}
