import StoryParsing
import Testing

/// The single name of a text, as kind and key.
private func key(of name: String) -> String? {
  let analysis = analyze(story("They spoke of \(name) today."))
  return analysis.entities.count == 1 ? analysis.entities[0].key : nil
}

@Suite struct GazetteerTests {
  @Test func namesAreFoundInEverySpelling() {
    #expect(key(of: "Mao Tse-tung") == "person:mao zedong")
    #expect(key(of: "Recep Tayyip Erdoğan") == "person:recep tayyip erdogan")
    #expect(key(of: "Recep Tayyip Erdogan") == "person:recep tayyip erdogan")
    #expect(key(of: "São Paulo") == "place:sao paulo")
    #expect(key(of: "Côte d’Ivoire") == "country:CI")
  }

  @Test func dotsInAnAcronymMakeNoDifference() {
    #expect(key(of: "the UN") == "organisation:united nations")
    #expect(key(of: "the U.N.") == "organisation:united nations")
    #expect(key(of: "the U.S.") == "country:US")
  }

  @Test func anAcronymIsNotTheWordItSpells() {
    #expect(key(of: "the WHO") == "organisation:world health organization")
    #expect(analyze(story("They told us who sold it.")).entities.isEmpty)
  }

  @Test func listsHoldEveryKind() {
    #expect(key(of: "Doctors Without Borders") == "organisation:doctors without borders")
    #expect(key(of: "the Gulf of Aden") == "place:gulf of aden")
    #expect(key(of: "Nelson Mandela") == "person:nelson mandela")
    #expect(key(of: "Burkina Faso") == "country:BF")
  }
}
