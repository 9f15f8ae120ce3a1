// What is found for what was typed.
import StoryParsing
import StoryQuery
import Testing

@Suite struct LiteralPatterns {
  @Test(arguments: [
    ("harbour", "The {Harbour} and the {HARBOUR} and the {harbour}"),
    ("Harbour", "The {Harbour} and the HARBOUR and the harbour"),
    ("US", "{US} forces told us"),
    ("a", "{a}b{A}{a}"),
    ("aa", "{aa}{aa}a"),
    ("two words", "{two words}, two  words\ntwo\nwords"),
    ("c++", "{C++} or c+"),
    ("zzz", "nothing of the kind"),
  ])
  func aCapitalTypedMakesCaseMatter(_ typed: String, _ marked: String) throws {
    try expectMatches(typed, marked)
  }

  @Test(arguments: [
    ("antonio", "{Antônio}, {Antonio} and {ANTÔNIO}"),
    ("antônio", "{Antônio}, Antonio and {ANTÔNIO}"),
    ("Antonio", "{Antônio}, {Antonio} and ANTÔNIO"),
    ("Antônio", "{Antônio}, Antonio and ANTÔNIO"),
    ("antoni", "{Anto\u{302}ni}o"),
    ("antô", "{Anto\u{302}}nio Antonio {Antô}nio"),
    ("ant", "{Ant}o\u{302}nio"),
    ("to", "An{to\u{302}}nio"),
    ("resume", "{résumé} {resumé} {resume}"),
    ("resumé", "{résumé} {resumé} resume"),
    ("jorgensen", "{Jørgensen} {Jorgensen}"),
    ("jørgensen", "{Jørgensen} Jorgensen"),
    ("lodz", "{Łódź}"),
    ("istanbul", "{İstanbul} {Istanbul} {ıstanbul}"),
    ("tran hung", "{Trần Hưng} Đạo"),
    ("елки", "{Ёлки} {елки}"),
    ("ёлки", "{Ёлки} елки"),
    ("αθηνα", "{Αθήνα} {ΑΘΗΝΑ}"),
    ("Αθηνα", "{Αθήνα} ΑΘΗΝΑ"),
    ("σοφος", "{ΣΟΦΟΣ} {σοφός}"),
    ("москва", "{Москва} {МОСКВА}"),
    ("東京", "{東京}都"),
    ("か", "{か}き が"),
    ("שלום", "{שָׁלוֹם}"),
    ("محمد", "{مُحَمَّد}"),
  ])
  func anAccentTypedIsExactAndNoOtherIs(_ typed: String, _ marked: String) throws {
    try expectMatches(typed, marked)
  }

  @Test(arguments: [
    ("it's", "{it’s} {it's}"),
    ("it’s", "{it’s} {it's}"),
    ("\"no\"", "“no” {\"no\"}".replacing("“no”", with: "{“no”}")),
    ("1914-18", "{1914–18} {1914-18}"),
    ("wait...", "{wait…} {wait...}"),
    ("strasse", "{Straße} {strasse}"),
    ("straße", "{Straße} {strasse}"),
    ("office", "{oﬃce} {office}"),
    ("fi", "of{ﬁ}ce {ﬁ}"),
    ("f", "o{ﬃ}ce"),
    ("nato", "{ＮＡＴＯ} {NATO}"),
    ("カナ", "{ｶﾅ} {カナ}"),
    ("10 000", "{10\u{A0}000} {10\u{202F}000}"),
    ("harbour", "{har\u{AD}bour}"),
    ("aeroport", "{Æroport}"),
  ])
  func printersFormsAreLookedThrough(_ typed: String, _ marked: String) throws {
    try expectMatches(typed, marked)
  }

  @Test(arguments: ["", "\u{301}", "\u{200B}"])
  func nothingVisibleTypedMatchesNothing(_ typed: String) throws {
    #expect(try TextPattern(typed).isEmpty)
    try expectMatches(typed, "e\u{301} text")
  }

  @Test func theFirstMatchFromAPlaceOn() throws {
    let text = "é harbour, Harbour"
    let pattern = TextPattern(literal: "harbour")
    #expect(pattern.firstRange(in: text) == TextRange(3, 10))
    #expect(pattern.firstRange(in: text, from: 4) == TextRange(12, 19))
    #expect(pattern.firstRange(in: text, from: 13) == nil)
  }
}

@Suite struct GeneratedPatterns {
  /// A search as one would write it without a thought for speed: every start, every length.
  private func slowRanges(of typed: String, in text: String) -> [TextRange] {
    let hasCase = typed.contains(where: \.isUppercase)
    let wanted = Array(typed)
    let characters = Array(text)
    var (found, at) = ([TextRange](), 0)
    while at + wanted.count <= characters.count {
      let stretch = characters[at..<at + wanted.count]
      if zip(stretch, wanted).allSatisfy({ isFound($0, by: $1, hasCase) }) {
        let start = String(characters[..<at]).utf8.count
        found.append(TextRange(start, start + String(stretch).utf8.count))
        at += wanted.count
      } else {
        at += 1
      }
    }
    return found
  }

  private func isFound(_ shown: Character, by typed: Character, _ hasCase: Bool) -> Bool {
    let plain: [Character: Character] = ["é": "e", "É": "E", "ô": "o", "’": "'", "–": "-"]
    let shown = hasCase ? shown : Character(shown.lowercased())
    let isAccented = "éÉô".contains(typed)
    return shown == typed || !isAccented && (plain[shown] ?? shown) == (plain[typed] ?? typed)
  }

  @Test func fastAndSlowSearchesAgree() throws {
    var random = Lottery(state: 1)
    let letters = Array("aabbcAB éÉôe\u{301}o’'–-日")
    for _ in 0..<4000 {
      let text = String(
        (0..<Int.random(in: 0...90, using: &random)).map { _ in
          letters.randomElement(using: &random) ?? "a"
        })
      let typed = String(
        (0..<Int.random(in: 1...4, using: &random)).map { _ in
          letters.randomElement(using: &random) ?? "a"
        })
      let found = TextPattern(literal: typed).ranges(in: text)
      #expect(found == slowRanges(of: typed, in: text), "“\(typed)” in “\(text)”")
    }
  }

  @Test func expressionsAndSwiftsOwnAgree() throws {
    var random = Lottery(state: 7)
    let pieces = [
      "a", "b", "c", ".", "[ab]", "[^a]", "a*", "b+?", "(a|bc)", "(?:ab)?", "\\b", "c{2}",
    ]
    for _ in 0..<1500 {
      let typed = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? "a"
      }.joined()
      let text = String(
        (0..<Int.random(in: 0...30, using: &random)).map { _ in
          Array("aabbc ").randomElement(using: &random) ?? "a"
        })
      let expression = try Regex(typed).matchingSemantics(.unicodeScalar)
        .wordBoundaryKind(.simple)
      guard try Regex(typed).wholeMatch(in: "") == nil else { continue }
      let expected = text.matches(of: expression).map { match in
        TextRange(
          match.range.lowerBound.utf16Offset(in: text), match.range.upperBound.utf16Offset(in: text)
        )
      }
      let found = try TextPattern(typed, syntax: .regularExpression).ranges(in: text)
      #expect(found == expected, "/\(typed)/ in “\(text)”")
    }
  }
}

/// Random numbers that are the same in every run.
struct Lottery: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
