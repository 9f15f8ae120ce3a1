// Tokens to sentences.

func findSentences(in tokens: [Token], of paragraphs: [Paragraph], in text: String) -> [TextRange] {
  []
}
