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

  @Test func aDatelineIsTheCityOfTheText() {
    let text = "Ferry returns\nMOSCOW, April 19 (Reuters) — The ferry left. In Moscow few saw it."
    #expect(entity("Moscow", in: text)?.aliases == ["MOSCOW"])
  }

  @Test func theSovietUnionIsOneCountryAndNotRussia() {
    let text =
      "The Soviet Union, the Union of Soviet Socialist Republics, sent Soviet ships. In the USSR "
      + "the Russians sang."
    let union = entity("Soviet Union", in: text)
    #expect(
      union?.aliases == ["Union of Soviet Socialist Republics", "Soviet", "USSR"])
    #expect(union?.key == "country:SU")
    #expect(entity("Russia", in: text)?.code == "RU")
  }

  @Test func countriesThatAreNoMoreHaveCodesOfTheirOwn() {
    let text =
      "East German trains crossed Czechoslovakia and Yugoslavia. The GDR paid, Germany did not."
    let codes = analyze(story(text)).entities.compactMap(\.code)
    #expect(codes == ["DD", "CS", "YU", "DE"])
  }

  @Test(arguments: [
    ("Mikhail Gorbachev", "Михаил Горбачёв"), ("Chou En-lai", "周恩来"),
    ("Menachem Begin", "מנחם בגין"),
    ("Gamal Abdel Nasser", "جمال عبد الناصر"), ("Melina Mercouri", "Μελίνα Μερκούρη"),
  ])
  func otherLettersInBracketsAreAnAlias(_ name: String, _ letters: String) {
    let text = "There \(name) (\(letters)), the guest, spoke."
    #expect(entities(text) == [[name, letters]])
    #expect(entity(name, in: text)?.aliases == [letters])
  }

  @Test(arguments: [
    ["Edward J. Marwick", "E. J. Marwick"], ["Edward J. Marwick", "E.J. Marwick"],
    ["J. Bruce Marwick", "Bruce Marwick"], ["Günter Marwick", "Guenter Marwick"],
    ["Pavel Gorbatov", "Pavel Gorbatev"], ["Kim Dae Jung", "Kim Dae-jung"],
    ["Patrice Marwick", "Patrice"], ["Edwin “Buzz” Aldrin", "Aldrin"],
  ])
  func aPersonIsOneHoweverWritten(_ names: [String]) {
    #expect(entities("On Monday \(names[0]) came. Later \(names[1]) left.") == [names])
  }

  @Test(arguments: [
    ["George Marwick", "King George"], ["Maria Marwick", "Marie Marwick"],
    ["Edward J. Marwick", "Edward K. Marwick"],
  ])
  func peopleOfSimilarNamesStayApart(_ names: [String]) {
    #expect(entities("On Monday \(names[0]) came. Later \(names[1]) left.").count == 2)
  }

  @Test(arguments: [
    "On Monday Judge Tilda Marwick met the striker Tilda Marwick in Lisbon.",
    "There Tilda Marwick the novelist met Tilda Marwick the mayor.",
    "In Lisbon midfielder Tilda Marwick met the Brazilian forward Tilda Marwick.",
    "There Tilda Marwick, 65, met Tilda Marwick, 20, who smiled.",
    "There Tilda Marwick spoke. Lisbon already has a Tilda Marwick.",
  ])
  func twoOfOneFullNameStayApart(_ text: String) {
    #expect(entities(text).filter { $0 == ["Tilda Marwick"] }.count == 2)
  }

  @Test func aSurnameGoesToTheOneOfItsPost() {
    let text = "Judge Tilda Marwick met striker Tilda Marwick. Later Judge Marwick left."
    #expect(entities(text) == [["Tilda Marwick", "Marwick"], ["Tilda Marwick"]])
  }

  @Test func whatSomebodyWasIsNoOtherPerson() {
    let text = "On Monday President Tilda Marwick spoke. Former footballer Tilda Marwick won."
    #expect(entities(text).count == 1)
  }

  @Test func mrsIsNotHerHusband() {
    let text =
      "On Monday Edward Marwick came. Mr Marwick spoke. Mr Marwick left. Later Mrs Marwick sang."
    #expect(entities(text) == [["Edward Marwick", "Marwick", "Marwick"], ["Marwick"]])
  }

  @Test(arguments: [
    ["Harbour Marine Industries Co.", "Harbour Marine"],
    ["Harbour Marine", "Harbour Marine Industries Co."],
  ])
  func aBodyIsOneWithoutItsEnding(_ names: [String]) {
    let text = "Shares of \(names[0]) rose. Later shares of \(names[1]) fell."
    #expect(entities(text) == [names])
  }

  @Test(arguments: [
    ("Nikita Khrushchov", "person:nikita khrushchev"), ("Kim Young Sam", "person:kim young-sam"),
    ("Guenter Schabowski", "person:gunter schabowski"), ("M. K. Gandhi", "person:mahatma gandhi"),
    ("Captain Rostron", "person:arthur rostron"), ("President Kennedy", "person:john f kennedy"),
    ("Senator Kennedy", "person:kennedy"),
  ])
  func aListedPersonHasOneKeyInEveryStory(_ name: String, _ key: String) {
    #expect(analyze(story("On Monday \(name) spoke.")).entities.map(\.key) == [key])
  }

  @Test func aTitleIsARoleAndNoName() {
    let clinton = entity("Bill Clinton", in: "Then President Bill Clinton’s arms were spread wide.")
    #expect(clinton?.roles == ["President"])
    #expect(entity("Farouk", in: "On Monday King Farouk left.")?.roles == ["King"])
    #expect(entity("Mao Tse-tung", in: "After the conference Mr Mao Tse-tung left.")?.roles == [])
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

  @Test func whoWroteTheStoryIsLeastSalient() {
    let text = """
      Ferry returns to the old harbour
      By Mara Quill
      LISBON, April 19 (Reuters) — The ferry came back on Monday and the harbour was full again.
      It was seen by thousands of people, who had waited for it since the early morning.
      At night Tilda Marwick spoke in Porto, and she spoke for a long while.
      Copyright 2020 Harbour Press Association. All rights reserved.
      """
    let entities = analyze(story(text)).entities
    let low = entities.filter { $0.salience <= 0.02 }.map(\.name)
    #expect(low == ["Mara Quill", "Reuters", "Harbour Press Association"])
    #expect(entities.contains { $0.name == "Tilda Marwick" && $0.salience > 0.1 })
  }

  @Test func whatIsNamedOftenIsMoreSalientThanWhatComesFirst() {
    let text =
      "Near Lisbon the ferry came back. There Tilda Marwick spoke. Few heard Marwick. Later "
      + "Marwick left."
    let best = analyze(story(text)).entities.max { $0.salience < $1.salience }
    #expect(best?.name == "Tilda Marwick")
  }
}
