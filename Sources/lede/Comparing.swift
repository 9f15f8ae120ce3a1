// A story held against its earlier versions and its copies.
import ReaderUI
import StoryParsing
import StoryQuery

extension NewsDesk {
  /// Compares a story with what it was before and with other tellings, the newest version first.
  func compare(
    _ request: Int, _ number: Int, with others: [Int], isReplaced: () -> Bool
  ) {
    guard let story = shelf.story(number) else { return }
    let telling = Telling(story, analysis(of: story, number))
    var found: [Comparison] = []
    for (index, text) in earlierTexts(of: number, story).enumerated().reversed() {
      let earlier = Story(id: story.id, text: text)
      found.append(
        StoryQuery.compare(
          (number, telling), with: Telling(earlier, analyze(earlier)), .version(index + 1)))
    }
    for other in others {
      guard !isReplaced(), let copy = shelf.story(other) else { continue }
      found.append(
        StoryQuery.compare(
          (number, telling), with: Telling(copy, analysis(of: copy, other)),
          .copy(story: other, source: copy.source)))
    }
    if !isReplaced() { answer(.compared(request: request, found)) }
  }

  /// Those kept in the archive, then those that this run saw; the same text counts once.
  private func earlierTexts(of number: Int, _ story: Story) -> [String] {
    var seen: Set<String> = [story.text]
    return (keptTexts(of: story.id) + shelf.earlierTexts(of: number))
      .filter { seen.insert($0).inserted }
  }
}
