// Quotation and mentions to speaker and cue, the most certain rule first.

func attribute(_ quotations: [FoundQuotation]) -> [Quotation] {
  quotations.map { Quotation(range: $0.range, speaker: nil, cue: nil) }
}
