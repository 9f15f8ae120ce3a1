// Who is who over stories: joined for a reason, kept apart for a reason.
import FoundationEssentials
import StoryParsing
import StoryQuery
import Testing

/// Stories taken one after the other; each is its names, as "person Anna Obi (mayor)".
private func follow(
  _ stories: [[String]], days: [Int] = [], corrections: [Correction] = []
) -> Following {
  var following = Following(corrections)
  for (number, names) in stories.enumerated() {
    let place = StoryPlace(
      source: "Paper \(number)", story: Story.ID(source: "wire", name: "\(number)"),
      day: days.indices.contains(number) ? Int32(days[number]) : nil)
    following.take(number, names.map(storyName), at: place)
  }
  following.settle()
  return following
}

/// "person Anna Obi, Obi (mayor)": kind, name, aliases, role.
private func storyName(_ text: String) -> StoryName {
  let kind = EntityKind(rawValue: String(text.prefix { $0 != " " })) ?? .person
  let rest = text.drop { $0 != " " }.dropFirst()
  let spellings = rest.prefix { $0 != "(" }.split(separator: ",").map { part in
    String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
  let role = rest.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }
  return StoryName(
    key: "\(kind.rawValue):\(String(decoding: folded(spellings[0]), as: UTF8.self))",
    name: spellings[0], kind: kind, aliases: Array(spellings.dropFirst()),
    roles: role.isEmpty ? [] : [String(role)], mentions: 2)
}

extension Following {
  /// Whether the first names of two stories are one.
  fileprivate func isOne(_ one: Int, _ other: Int) -> Bool {
    names.id(of: 0, in: one) == names.id(of: 0, in: other)
  }

  fileprivate func reason(for text: String, in story: Int = 0) -> String? {
    names.id(of: 0, in: story).flatMap(name)?.spellings.first { $0.text == text }
      .map { $0.reason.sentence(for: $0.text) }
  }
}

@Suite struct FollowingNames {
  @Test func aFullNameIsOneOverStories() {
    let following = follow([["person Anna Obi"], ["person Anna Obi"], ["person Jude Obi"]])
    #expect(following.isOne(0, 1))
    #expect(!following.isOne(0, 2))
    #expect(following.name("person:anna obi")?.stories == 2)
  }

  @Test func otherSpellingsAreOneAndSayWhy() {
    let following = follow([
      ["person Volodymyr Zelensky", "country Ukraine"],
      ["person Volodymyr Zelensky", "country Ukraine"],
      ["person Volodymyr Zelenskyy", "country Ukraine"],
    ])
    #expect(following.isOne(0, 2))
    #expect(
      following.reason(for: "Volodymyr Zelenskyy")
        == "Volodymyr Zelensky = Volodymyr Zelenskyy by spelling")
  }

  @Test(arguments: [
    ("Tsegaye W. Mariam", "Tsegaye Wolde-Mariam"),
    ("K. V. Subbarayan", "Kailasam Venkat Subbarayan"),
    ("Wanjiru Gathecha", "Margaret Wanjiru Gathecha"), ("Hoda el-Khazen", "Hoda Khazen"),
    ("Nurlan Abdrahmanov", "Nurlan Abdrakhmanov"), ("Anna Haddad", "Anna Zerrouki-Haddad"),
    ("Abdelkader Ben Youssef", "Abd al-Qadir bin Yusuf"), ("Suh Tae-ryong", "Seo Tae-ryong"),
    ("Jo De Waele", "Jo Dewaele"),
  ])
  func aPersonIsOneHoweverWritten(_ one: String, _ other: String) {
    let following = follow([
      ["person \(one)", "country Ghana", "organisation Harbour Trust"],
      ["person \(other)", "country Ghana", "organisation Harbour Trust"],
    ])
    #expect(following.isOne(0, 1))
  }

  @Test(arguments: [
    ("Kostas M. Obi", "Kostas D. Obi"), ("Anna Obi", "Adam Obi"), ("Kim Jong-un", "Kim Jong-il"),
    ("Zdzisław Obi", "Zdzisława Obi"),
  ])
  func peopleOfSimilarNamesStayApart(_ one: String, _ other: String) {
    let following = follow([
      ["person \(one)", "country Ghana", "organisation Harbour Trust"],
      ["person \(other)", "country Ghana", "organisation Harbour Trust"],
    ])
    #expect(!following.isOne(0, 1))
  }

  /// Whichever comes between: a name that may be either's makes no one of two.
  @Test func aThirdDoesNotJoinWhatDoesNotGoTogether() {
    let following = follow([
      ["person Anna Obi", "country Ghana"], ["person A. Obi", "country Ghana"],
      ["person Adam Obi", "country Ghana"],
    ])
    #expect(!following.isOne(0, 2))
  }

  @Test func aSurnameGoesToItsBearerInTheSameCompany() {
    let following = follow([
      ["person Anna Obi (mayor)", "country Ghana", "organisation Harbour Trust"],
      ["person Jude Obi (striker)", "country Portugal", "organisation Porto United"],
      ["person Obi", "country Ghana", "organisation Harbour Trust"],
    ])
    #expect(following.isOne(0, 2))
    #expect(!following.isOne(1, 2))
    #expect(following.reason(for: "Obi") == "surname, in the same company")
  }

  @Test func aMinisterAndAStrikerOfOneNameAreTwo() {
    let following = follow([
      ["person John Smith (mayor)", "country Canada", "organisation Harbour Trust"],
      ["person John Smith (striker)", "country Portugal", "organisation Porto United"],
      ["person John Smith (mayor)", "country Canada"],
    ])
    #expect(!following.isOne(0, 1))
    #expect(following.isOne(0, 2))
    let id = following.names.id(of: 0, in: 1) ?? ""
    #expect(id.hasPrefix("person:john smith@"))
    #expect(following.name(id)?.distinction == "striker")
  }

  /// A story's own words say whether it is of sport.
  @Test func whoIsInTheSportIsNotWhoIsInTheCabinet() {
    var following = Following()
    let texts = [
      "The minister told parliament that the government would raise the tax.",
      "The striker scored two goals in the match and the coach was glad.",
      "The cabinet and the opposition spoke of the election and the budget.",
    ]
    for (number, text) in texts.enumerated() {
      let id = Story.ID(source: "wire", name: "\(number)")
      following.take(
        number,
        [
          storyName("person John Smith"),
          storyName(number == 1 ? "country Portugal" : "country Canada"),
        ],
        at: StoryPlace(source: "Paper", story: id, day: 9_000, text: text))
    }
    following.settle()
    #expect(following.isOne(0, 2))
    #expect(!following.isOne(0, 1))
  }

  @Test func anAcronymGoesToTheBodyThatAStoryGivesItFor() {
    let following = follow([
      ["organisation Federal Harbour Board, FHB", "country Canada"],
      ["organisation FHB", "country Canada"],
    ])
    #expect(following.isOne(0, 1))
    #expect(following.reason(for: "FHB") == "acronym given in Paper 0")
  }

  @Test func everyCountryHasItsMinistryOfHealth() {
    let following = follow([
      ["organisation Ministry of Health", "country Ghana", "person Efua Brobbey"],
      ["organisation Ministry of Health", "country Kenya", "person Margaret Gathecha"],
      ["organisation Health Ministry", "country Ghana", "person Efua Brobbey"],
    ])
    #expect(!following.isOne(0, 1))
    #expect(following.isOne(0, 2))
  }

  @Test func anIdIsKnownAfterItsNameWasJoined() {
    var following = follow([["person Anna Obi", "country Ghana"]])
    let before = following.names.id(of: 0, in: 0) ?? ""
    let place = StoryPlace(source: "P", story: Story.ID(source: "w", name: "9"), day: nil)
    following.take(9, [storyName("person Anna Maria Obi"), storyName("country Ghana")], at: place)
    following.settle()
    #expect(following.name(before)?.stories == 2)
  }

  @Test func manyUsesAreOneStrandAndStillOneName() {
    let stories = (0..<200).map {
      ["person Anna Obi", "country Ghana", "person Person \($0) Other"]
    }
    let following = follow(stories)
    #expect(following.name("person:anna obi")?.stories == 200)
    #expect(following.names.id(of: 0, in: 0) == following.names.id(of: 0, in: 199))
  }
}

@Suite struct NameCorrections {
  private func person(_ name: String, in story: String? = nil) -> NameReference {
    NameReference(kind: .person, name: name, story: story)
  }

  @Test func whatTheReaderJoinsIsOneByYou() {
    var following = follow([["person Boz"], ["person Charles Dickens"]])
    #expect(!following.isOne(0, 1))
    following.correct([.same(person("Boz"), person("Charles Dickens"))])
    #expect(following.isOne(0, 1))
    #expect(following.reason(for: "Boz") == "by you")
    #expect(following.name("person:boz")?.tier == .confirmed)
    following.correct([])
    #expect(!following.isOne(0, 1))
  }

  @Test func whatTheReaderPartsStaysApart() {
    var following = follow([["person Anna Obi"], ["person Anna Obi"], ["person Anna Obi"]])
    following.correct([.apart(person("Anna Obi", in: "1"), nil)])
    #expect(!following.isOne(0, 1))
    #expect(following.isOne(0, 2))
    following.correct([])
    #expect(following.isOne(0, 1))
  }

  @Test func aSpellingCanBeParted() {
    let stories = [
      ["person Volodymyr Zelensky", "country Ukraine"],
      ["person Volodymyr Zelenskyy", "country Ukraine"],
    ]
    var following = follow(stories)
    following.correct([.apart(person("Volodymyr Zelenskyy"), person("Volodymyr Zelensky"))])
    #expect(!following.isOne(0, 1))
  }

  @Test func whatIsNoNameHasNoId() {
    var following = follow([["person Monday"], ["person Anna Obi"]])
    following.correct([.dismiss(person("Monday"))])
    #expect(following.names.id(of: 0, in: 0) == nil)
    #expect(following.names.id(of: 0, in: 1) == "person:anna obi")
  }

  @Test func aKindCanBeSaid() {
    var following = follow([["person Harbor Trust"]])
    following.correct([.kind(person("Harbor Trust"), .organisation)])
    #expect(following.name("person:harbor trust")?.kind == .organisation)
  }

  @Test func correctionsHoldForStoriesThatComeLater() {
    let following = follow(
      [["person Boz"], ["person Charles Dickens"], ["person Boz"]],
      corrections: [.same(person("Boz"), person("Charles Dickens"))])
    #expect(following.isOne(0, 1))
    #expect(following.isOne(1, 2))
  }

  @Test func whatTheReaderDoesIsWrittenAsACorrection() {
    let following = follow([
      ["person John Smith (mayor)", "country Canada", "organisation Harbour Trust"],
      ["person John Smith (striker)", "country Portugal", "organisation Porto United"],
      ["person Boz"],
    ])
    let striker = following.names.id(of: 0, in: 1) ?? ""
    let line = following.correction(for: .join("person:boz", striker)) { "story \($0)" }?.line
    #expect(line == "same person \"Boz\" = \"John Smith\" in \"story 1\"")
    #expect(following.correction(for: .split("person:boz", story: 2)) { "\($0)" } == nil)
  }
}

@Suite struct CorrectionFiles {
  private let text = """
    # mine
    same person "Boz" = "Charles Dickens"   # the same hand
    apart person "Obi" / "Anna Obi"
    apart person "John Smith" in "a \\"b\\""

    kind person "Harbor Trust" : organisation
    dismiss organisation "Monday"
    confirm country "Ghana"
    """

  @Test func everyLineIsRead() {
    let lines = CorrectionLines(text)
    #expect(lines.faults.isEmpty)
    #expect(lines.corrections.count == 6)
    #expect(
      CorrectionLines(lines.corrections.map(\.line).joined(separator: "\n")).corrections
        == lines.corrections)
  }

  @Test func aLineIsAddedAndTakenAwayAndAllElseStays() {
    let correction = Correction.dismiss(NameReference(kind: .person, name: "Tuesday"))
    let added = CorrectionLines(text).adding(correction)
    #expect(added == text + "\ndismiss person \"Tuesday\"\n")
    #expect(CorrectionLines(added).removing(correction) == text + "\n")
    let kept = CorrectionLines(text).removing(
      .confirm(NameReference(kind: .country, name: "Ghana")))
    #expect(
      kept == text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        .joined(separator: "\n") + "\n")
  }

  @Test(arguments: [
    (
      "smae person \"A\" = \"B\"",
      "“smae” is no correction; it is one of same, apart, kind, dismiss, confirm"
    ),
    ("same person \"A\"", "“=” and another name are missing"),
    ("dismiss person A", "a name in quotes is missing, as in \"Anna Obi\""),
    ("dismiss \"A\"", "what it is, is missing: person, country, organisation or place"),
    ("dismiss person \"A", "the \" before “A” is not closed"),
    ("dismiss person \"A\" = \"B\"", "nothing is expected after “dismiss person \"A\"”"),
  ])
  func aFaultIsASentenceWithItsLine(line: String, reason: String) {
    let faults = CorrectionLines("\n" + line + "\n").faults
    #expect(faults.map(\.line) == [2])
    #expect(faults.map(\.reason) == [reason])
  }
}
