import StoryParsing
import StoryQuery
import Testing

private func telling(_ text: String) -> Telling {
  let story = Story(id: Story.ID(source: "test", name: "story"), text: text)
  return Telling(story, analyze(story))
}

/// The differing sentences of two tellings, each with its sign.
private func lines(_ old: String, _ new: String, _ origin: Comparison.Origin = .version(1))
  -> [String]
{
  compare((0, telling(new)), with: telling(old), origin).lines.map { $0.sign + " " + $0.text }
}

@Suite struct DifferencesTests {
  private let port =
    "The port reopened at noon. Nobody was hurt on the quay. The mayor thanked the crews."

  @Test func whatIsAlikeIsCounted() {
    #expect(lines(port, port) == ["= 3 sentences alike"])
    let again = port.replacing("thanked", with: "THANKED")
    #expect(lines(port, again) == ["= 3 sentences alike"])
  }

  @Test func sentencesAreAddedCutAndChanged() {
    let later =
      "The port reopened at two. Nobody was hurt on the quay. A ship left in the evening."
    #expect(
      lines(port, later) == [
        "- The port reopened at noon.", "+ The port reopened at two.", "= 1 sentence alike",
        "- The mayor thanked the crews.", "+ A ship left in the evening.",
      ])
  }

  @Test func aCopySaysWhatItHasAndHasNot() {
    let comparison = compare(
      (0, telling(port)), with: telling("The port reopened at noon. It rained all day long."),
      .copy(story: 1, source: "Wire"))
    #expect(comparison.sentence == "1 sentence added, 2 cut")
    let added = comparison.lines.first { $0.sign == "+" }
    #expect(added?.place?.story == 1)
    #expect(comparison.lines.first { $0.sign == "-" }?.place?.story == 0)
  }

  @Test func nothingIsTooShort() {
    #expect(lines("", "").isEmpty)
    #expect(lines("", "Rain.") == ["+ Rain."])
  }
}
