import StoryParsing
import Testing

/// The entities of a text, each as its mentions' spellings, in order of first mention.
private func entities(_ text: String) -> [[String]] {
  let analysis = analyze(story(text))
  return analysis.entities.indices.map { index in
    analysis.mentions.filter { $0.entity == index }.map { String(text[$0.range]) }
  }
}

private func entity(_ name: String, in text: String) -> Entity? {
  analyze(story(text)).entities.first { $0.name == name }
}

@Suite struct CoreferenceTests {
  @Test func aSurnameIsThePersonNamedInFull() {
    #expect(
      entities("Marwick wins\nAt noon Tilda Marwick spoke. “No,” said Marwick.")
        == [["Marwick", "Tilda Marwick", "Marwick"]])
  }

  @Test func twoOfOneSurnameStayApart() {
    let text = "On trial are Thomas Arkwright and Manju Arkwright. Then Thomas Arkwright spoke."
    #expect(entities(text) == [["Thomas Arkwright", "Thomas Arkwright"], ["Manju Arkwright"]])
  }

  @Test func aCountryIsOneByNameAcronymAndDemonym() {
    let text = "In Britain and the U.K. the British sang."
    #expect(entities(text) == [["Britain", "U.K.", "British"]])
    #expect(entity("United Kingdom", in: text)?.code == "GB")
    #expect(entity("United Kingdom", in: text)?.key == "country:GB")
  }

  @Test func anAcronymIsTheBodyItStandsFor() {
    let known = "The Federal Security Service came. Then the FSB left."
    #expect(entities(known) == [["Federal Security Service", "FSB"]])
    let bracketed = "The Harbour Workers Alliance (HWA) met. The HWA voted."
    #expect(entities(bracketed) == [["Harbour Workers Alliance", "HWA", "HWA"]])
  }

  @Test func otherSpellingsAreAliases() {
    let text = "They met Volodymyr Zelenskyy. In Kyiv Volodymyr Zelensky spoke. Zelensky left."
    let found = entity("Volodymyr Zelenskyy", in: text)
    #expect(found?.aliases == ["Volodymyr Zelensky", "Zelensky"])
    #expect(found?.mentionCount == 3)
    #expect(found?.key == "person:volodymyr zelensky")
  }

  @Test func aKnownSurnameAloneHasItsFullName() {
    #expect(entity("Joe Biden", in: "He spoke of the Biden administration.")?.aliases == ["Biden"])
  }

  @Test func rolesStandOnBothSides() {
    let text = "Russian Foreign Minister Sergey Lavrov met Catherine Colonna, the French minister."
    #expect(entity("Sergey Lavrov", in: text)?.roles == ["Russian Foreign Minister"])
    #expect(entity("Catherine Colonna", in: text)?.roles == ["French minister"])
  }

  @Test func aSlipIsTheNameItIsNear() {
    let text = "There Antony Blinken spoke. Blinken left. However, Blinked dismissed it."
    #expect(entities(text) == [["Antony Blinken", "Blinken", "Blinked"]])
  }

  @Test func whatTheHeadlineNamesIsMostSalient() {
    let text = "Marwick wins vote\nOn Monday Tilda Marwick won in Lisbon. Marwick thanked Portugal."
    let best = analyze(story(text)).entities.max { $0.salience < $1.salience }
    #expect(best?.name == "Tilda Marwick")
    #expect(analyze(story(text)).entities.allSatisfy { (0...1).contains($0.salience) })
  }
}
