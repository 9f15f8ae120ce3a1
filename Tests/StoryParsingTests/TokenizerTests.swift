import StoryParsing
import Testing

/// The tokens of a text, parted by bars.
private func tokens(_ text: String) -> String {
  tokenize(text).map { $0.kind == .lineEnd ? "⏎" : String(text[$0.range]) }.joined(separator: "|")
}

@Suite struct TokenizerTests {
  @Test func acronymsKeepTheirDots() {
    #expect(tokens("The U.S. and the U.N., at 9 a.m.") == "The|U.S.|and|the|U.N.|,|at|9|a.m.")
    #expect(tokens("U.S.-led") == "U.S.|-|led")
  }

  @Test func abbreviationsKeepTheirDot() {
    #expect(tokens("Mr. Lee, Gen. Roe and No. 10") == "Mr.|Lee|,|Gen.|Roe|and|No.|10")
    #expect(tokens("He said No. Then") == "He|said|No|.|Then")
  }

  @Test func anInitialKeepsItsDot() {
    #expect(tokens("Christi C. Elwood") == "Christi|C.|Elwood")
    #expect(tokens("vitamin C.") == "vitamin|C|.")
  }

  @Test func thePossessiveIsSplitOff() {
    #expect(tokens("Iran’s, Iran's, Ukraine‘s") == "Iran|’s|,|Iran|'s|,|Ukraine|‘s")
    #expect(tokens("allies' and they'll") == "allies|'|and|they|'ll")
  }

  @Test func apostrophesInsideNamesStay() {
    #expect(tokens("O'Brien met d’Estaing") == "O'Brien|met|d’Estaing")
    #expect(tokens("don't") == "don't")
  }

  @Test func hyphenatedWordsAreSplitButJoined() {
    #expect(tokens("Russian-installed") == "Russian|-|installed")
    #expect(tokenize("Russian-installed").map(\.isJoined) == [false, true, true])
  }

  @Test func numbersKeepTheirMarks() {
    #expect(tokens("2,500 at 9.30, the 79th.") == "2,500|at|9.30|,|the|79th|.")
  }

  @Test func lineEndsAreTokens() {
    #expect(tokens("one\r\ntwo\rthree\n") == "one|⏎|two|⏎|three|⏎")
  }

  @Test func otherScriptsMakeWords() {
    #expect(tokens("習近平（Xi Jinping）") == "習近平|（|Xi|Jinping|）")
    #expect(tokens("קול ישראל، بغداد") == "קול|ישראל|،|بغداد")
    #expect(tokens("Владимир Путин, Łódź") == "Владимир|Путин|,|Łódź")
  }

  @Test func shapesTellCapitals() {
    let shapes = tokenize("UN U.S. McCain Łódź Élysée 79th iPhone")
    #expect(shapes.map(\.isCapitalised) == [true, true, true, true, true, false, false])
    #expect(shapes.map(\.isAllCapitals) == [true, true, false, false, false, false, false])
  }

  @Test func tokensHoldEverythingButSpaces() {
    let odd = "a\u{301}\u{200D}🏳️‍🌈 \u{FFFD}\u{0}'\u{2019}s''s .. U.S..\u{85}\u{2028}½ 1,2. '"
    var end = 0
    for token in tokenize(odd) {
      let gap = odd[TextRange(end, token.range.start)]
      #expect(gap.allSatisfy { $0 == " " })
      #expect(!token.range.isEmpty)
      end = token.range.end
    }
    #expect(end == odd.utf8.count)
  }
}
