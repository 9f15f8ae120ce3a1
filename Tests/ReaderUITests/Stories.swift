// The stories that the reader's tests read.

/// Five short stories whose names are in every list of names.
let fiveStories = [
  """
  France and Germany sign accord in Geneva
  GENEVA (Wire) — France and Germany signed an accord on Monday. Angela Merkel spoke first.
  “We agree,” Merkel said. The United Nations (UN) welcomed it.
  """,
  """
  UN calls for calm
  NEW YORK (Wire) — The United Nations called for calm on Tuesday. Kofi Annan said talks went on.
  Annan thanked France.
  """,
  """
  Storm closes harbour
  LISBON (Wire) — A storm closed the harbour. Nobody was hurt.
  """,
  """
  Merkel visits Paris
  PARIS (Wire) — Angela Merkel met the president of France.
  Merkel left in the evening.
  """,
  """
  Antônio Guterres opens session
  NEW YORK (Wire) — Antônio Guterres opened the session of the United Nations.
  """,
]

/// A story of so many numbered paragraphs, longer than any screen.
func longStory(paragraphs: Int) -> String {
  let body = (1...paragraphs).map {
    "Paragraph \($0) goes on for a while, so that it takes more than one row of the pane, and then "
      + "it ends with its number, \($0)."
  }
  return "A long story\n" + body.joined(separator: "\n")
}
