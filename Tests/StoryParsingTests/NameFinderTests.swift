import StoryParsing
import Testing

/// Expects exactly the names marked "{kind|name}"; "adjective" marks a country's people or things.
func expectNames(_ marked: String, sourceLocation: SourceLocation = #_sourceLocation) {
  let wanted = MarkedText(marked)
  let found = analyze(story(wanted.text)).mentions.map {
    ($0.isAdjectival ? "adjective" : $0.kind.rawValue) + " " + wanted.text[$0.range]
  }
  let names = wanted.marks.map { ($0.label ?? "") + " " + wanted.text[$0.range] }
  #expect(found == names, sourceLocation: sourceLocation)
}

@Suite struct NameFinderTests {
  @Test func titlesAreNotPartOfAName() {
    expectNames("Harbour master {person|Mara Quill} met President {person|Ada Lund} there.")
    expectNames("{country|US} Secretary of State {person|Antony Blinken} spoke.")
    expectNames("On Monday Gen. {person|Tomas Varga} left.")
    expectNames("There King {person|Hussein} met Pope {person|John Paul II}.")
  }

  @Test func articlesAndPossessivesAreNot() {
    expectNames("The {organisation|United Nations} praised {country|Iran}’s neighbours.")
    expectNames("It was in The {organisation|New York Times} then.")
  }

  @Test func aBodyKeepsItsWholeName() {
    expectNames(
      "The {organisation|Bank of England} and the {organisation|University of Leeds} said so.")
    expectNames("The {organisation|Russian Foreign Ministry} denied it.")
    expectNames("The {organisation|UN Security Council} voted.")
  }

  @Test func aPlaceThatFollowsIsNotPartOfABody() {
    expectNames("He told {organisation|Reuters} in {place|London} on Friday.")
  }

  @Test func demonymsAreCountriesInAdjectivalUse() {
    expectNames(
      "{adjective|Russian}-installed officials spoke of {adjective|Russian}-{adjective|Brazilian} trade."
    )
    expectNames("European and Muslim leaders met {adjective|Ghanaians}.")
  }

  @Test func bothSidesOfABracketAreNames() {
    expectNames(
      "Officers of the {organisation|Federal Security Service} ({organisation|FSB}) came.")
    expectNames("The {organisation|Harbour Workers Alliance} ({organisation|HWA}) struck.")
  }

  @Test func aLongerNameWinsOverItsParts() {
    expectNames("The {organisation|Central Bank of Iran} moved to {place|Guatemala City}.")
    expectNames(
      "The {organisation|National Air and Space Museum} bought it in {place|Latin America}.")
  }

  @Test func aPersonMayFollowABody() {
    expectNames("The ambassador to the {organisation|UN} {person|Sergiy Kyslytsya} spoke.")
  }

  @Test func aPersonsNameStandsForAGovernment() {
    expectNames("It was said of the {person|Asad} regime and the {person|Biden} administration.")
  }

  @Test func shipsAndMoneyAreNotNames() {
    expectNames("The USS Mahan cost US$ 20 million.")
  }

  @Test func particlesAndHyphensBelongToAName() {
    expectNames("They heard {person|Linda Thomas-Greenfield} and {person|Kim Jong-un}.")
    expectNames("The works of {person|Ludwig van Beethoven} and {person|Vincent van Gogh}.")
    expectNames("He quoted {person|Martin Luther King Jr.} at length.")
  }

  @Test func aSurnameIsFoundWhereverItStands() {
    expectNames(
      "Later {person|Tilda Marwick} spoke. {person|Marwick} left. Few heard {person|Marwick}.")
  }

  @Test func aSentenceBeginsWithAWordNotAName() {
    expectNames("Parents were told. Many left. Nurses stayed in {place|Lisbon}.")
  }

  @Test func daysPrizesAndWarsAreNotNames() {
    expectNames("On Monday the Nobel Peace Prize and World War II were discussed in May.")
  }

  @Test func aLetterOffIsStillThePerson() {
    expectNames(
      """
      {person|Antony Blinken} came. {person|Blinken} left. However, {person|Blinked} dismissed it.
      """)
  }

  @Test func aRepeatedWordDoesNotBreakAName() {
    expectNames("{country|Ukraine}’s {organisation|79th air Air Assault Brigade} said so.")
  }

  @Test func bylinesNamePersons() {
    let text = "Ferry returns to the old harbour\nBy Mara Quill\nThe ferry came back on Monday."
    let names = analyze(story(text)).mentions.map { String(text[$0.range]) }
    #expect(names == ["Mara Quill"])
  }

  @Test func whatTheSourceSaysIsNamedIsCertain() {
    let text = "They of blue heron met Quill Mara. Later Mara Quill left Blue Heron."
    let given = #"{"given":{"person":["Quill, Mara"],"organisation":["Blue Heron"]}}"#
    let told = Story(id: Story.ID(source: "", name: ""), text: text, extra: given)
    let found = analyze(told).mentions.filter { $0.evidence == .list && $0.confidence == 1 }
    #expect(found.contains { text[$0.range] == "Mara Quill" && $0.kind == .person })
    #expect(found.contains { text[$0.range] == "Blue Heron" && $0.kind == .organisation })
    for broken in ["", "{", #"{"given":3}"#, #"{"given":{"person":[""]}}"#] {
      let story = Story(id: Story.ID(source: "", name: ""), text: text, extra: broken)
      #expect(analyze(story).mentions.allSatisfy { !$0.range.isEmpty })
    }
  }

  @Test func aCityMayBeASurname() {
    expectNames(
      """
      A nurse, {person|Valeska Paris}, came forward. {person|Paris} claims she was held. Friends \
      of {person|Paris} agree.
      """)
    expectNames("The writer {person|Jonas London} lives in {place|London}. He likes it.")
  }

  @Test func shipsCarsSongsAndIndexesAreNoneOfTheKinds() {
    expectNames("The liner Corvanic sank. Many asked why the Corvanic sailed.")
    expectNames("He came by his ship, the Terra Alba, and left in a Chevrolet Blazer.")
    expectNames("They danced to “Liberté Cha Cha”, and R.M.S. Corvanic lay there.")
    expectNames("The FTSE 100 fell, an ICBM rose, and it was no PHEIC.")
  }

  @Test func aBodyCalledByOneWordIsNoPerson() {
    let found = analyze(story("He asked the Council, and Council said nothing."))
    #expect(!found.mentions.contains { $0.kind == .person })
  }

  @Test func streetsSquaresAndPrisonsArePlaces() {
    expectNames("Crowds filled {place|Martin Place} and {place|Bornholmer Straße} at night.")
    expectNames("It began at {place|Largo do Carmo}, then in {place|Plaza de Mayo} too.")
    expectNames("He left the {place|Victor Verster} prison on the {place|Western Front}.")
  }

  @Test func aTitleIsLeftOutHoweverRare() {
    expectNames("Then Generalissimo {person|Chiang} met him.")
    expectNames("There Lieutenant-Colonel {person|Tomas Varga} sang as Don {person|José}.")
  }

  @Test func anInitialIsPartOfANameWhateverWordItIs() {
    expectNames("It was Dr {person|Donald A. Henderson} who spoke.")
  }

  @Test func aPeopleAndAPartyAreTwo() {
    expectNames("They fought {adjective|Japanese} and Nationalists in the hills.")
  }

  @Test func copyrightIsNoPartOfABody() {
    expectNames("Copyright {organisation|Harbour Press Association}. They said so.")
  }

  @Test(arguments: ["OAKLAND", "BANDUNG", "MOSCOW", "NEW YORK", "EVERYWHERE"])
  func aDatelineNamesAPlace(_ place: String) {
    let text = "Ferry returns to the harbour\n\(place), April 19 (Reuters) — The ferry came back."
    let first = analyze(story(text)).mentions.first
    #expect(first?.kind == .place)
    #expect(first.map { String(text[$0.range]) } == place)
  }

  @Test func aTextWithoutLineEndsIsReadInOneGo() {
    let text = String(repeating: "word Antony Blinken went to Lisbon and ", count: 2_000)
    let analysis = analyze(story(text))
    #expect(analysis.mentions.count == 4_000)
    #expect(analysis.entities.count == 2)
  }

  @Test func everyNameLiesOnCharacterBoundaries() {
    let odd =
      "É\u{301}lan Ÿ’s U.S.’s (A) “Ｂ” 🏳️‍🌈 O’ Mc al- -X X- '' N.A.T.O. İ ǅ ﬃ \u{0}A\u{FFFD}B 習近平 Xi"
    for text in [odd, String(odd.reversed()), odd.uppercased()] {
      for mention in analyze(story(text)).mentions {
        let name = text[mention.range]
        #expect(!name.isEmpty && String(name).utf8.count == mention.range.count)
      }
    }
  }
}
