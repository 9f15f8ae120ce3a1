import StoryParsing
import Testing

/// Floors that only rise, on text that lede carries with it.
@Suite struct OwnTextTests {
  @Test func namesOfHeldBackNewsAreFound() throws {
    var tally = NameTally()
    for marked in try MarkedStory.heldBack() {
      tally.add(analyze(story(marked.text)).mentions, of: marked)
    }
    #expect(tally.f1(["person"]) >= 93)
    #expect(tally.f1(["organisation"]) >= 87.5)
    #expect(tally.f1(["country"]) >= 98)
    #expect(tally.f1() >= 91.5)
  }

  @Test func whatThePanelIsSureOfIsRightAndMostOfWhatThereIs() throws {
    var (right, sure, wanted) = (0, 0, 0)
    for marked in try MarkedStory.heldBack() {
      let analysis = analyze(story(marked.text))
      wanted += marked.names.count { !$0.hasPrefix("place") }
      for mention in analysis.mentions
      where analysis.entities[mention.entity].isSure && mention.kind != .place {
        sure += 1
        if marked.names.contains(NameTally.name(mention)) { right += 1 }
      }
    }
    #expect(100 * Double(right) / Double(sure) >= 95)
    #expect(100 * Double(right) / Double(wanted) >= 84)
  }

  @Test func theMainActorIsAmongTheFirstThree() throws {
    var (leading, led) = (0, 0)
    for marked in try MarkedStory.heldBack() where marked.actor != "-" {
      led += 1
      let first = analyze(story(marked.text)).entities.filter { $0.kind != .place }
        .sorted { $0.salience > $1.salience }.prefix(3)
      let words = Set(marked.actor.lowercased().split(separator: " "))
      let isLeading = first.contains { entity in
        ([entity.name] + entity.aliases).contains {
          !words.isDisjoint(with: $0.lowercased().split(separator: " "))
        }
      }
      if isLeading { leading += 1 }
    }
    #expect(100 * Double(leading) / Double(led) >= 76)
  }
}
