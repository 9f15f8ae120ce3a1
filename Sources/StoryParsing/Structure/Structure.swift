// Text to headline, deck, bylines, dateline, lede, body, subheads and boilerplate.

/// The outer shape of a story.
struct Structure {
  var paragraphs: [Paragraph] = []
  var dateline: Dateline?
  var bylines: [Byline] = []
}

func findStructure(in story: Story) -> Structure {
  Structure()
}
