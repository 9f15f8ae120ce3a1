// Text to quotations: marks, nesting, runs over paragraphs.

func findQuotations(in text: String, of paragraphs: [Paragraph]) -> [TextRange] { [] }
