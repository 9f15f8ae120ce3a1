// A typed command cut into words as a shell would cut it, without a shell.

/// A quotation mark that is not closed.
package struct UnclosedQuote: Error {
  let mark: Character
  var sentence: String { "the \(mark) is not closed" }
}

/// Cuts a command into its words; quotes and backslashes keep spaces, nothing else is special.
package func splitWords(_ text: String) throws(UnclosedQuote) -> [String] {
  var words: [String] = []
  var word: String?
  var quote: Character?
  var isEscaped = false
  for character in text {
    if isEscaped {
      word = (word ?? "") + String(character)
      isEscaped = false
    } else if character == "\\", quote != "'" {
      isEscaped = true
    } else if let open = quote {
      if character == open { quote = nil } else { word = (word ?? "") + String(character) }
    } else if character == "\"" || character == "'" {
      quote = character
      word = word ?? ""
    } else if character == " " {
      if let done = word { words.append(done) }
      word = nil
    } else {
      word = (word ?? "") + String(character)
    }
  }
  if let quote { throw UnclosedQuote(mark: quote) }
  return words + (word.map { [$0] } ?? [])
}
