// A token and its shape.

/// A word, number or mark of the text.
struct Token: Hashable {
  enum Kind: UInt8 { case word, number, mark, lineEnd }

  let range: TextRange
  let kind: Kind
}
