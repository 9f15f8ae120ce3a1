import StorySources
import Testing

@Test func eachControlBecomesOneVisibleMark() {
  for value in UInt32(0)..<0xA0 where !(0x20...0x7E).contains(value) {
    guard let scalar = Unicode.Scalar(value) else { continue }
    let cleaned = clean("a\(scalar)b")
    switch value {
    case 0x09: #expect(cleaned == "a b")
    case 0x0A, 0x0D: #expect(cleaned == "a\nb")
    case ..<0x20: #expect(cleaned.unicodeScalars.map(\.value) == [97, 0x2400 + value, 98])
    case 0x7F: #expect(cleaned == "a␡b")
    default: #expect(cleaned == "a␦b")
    }
  }
}

@Test(arguments: [
  "\u{061C}", "\u{200B}", "\u{200E}", "\u{200F}", "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}",
  "\u{202E}", "\u{2060}", "\u{2064}", "\u{2066}", "\u{2067}", "\u{2068}", "\u{2069}", "\u{206F}",
  "\u{115F}", "\u{1160}", "\u{180E}", "\u{3164}", "\u{FFA0}", "\u{FFF9}", "\u{FFFB}",
  "\u{1D173}", "\u{E0001}", "\u{E0041}", "\u{200D}", "\u{200C}",
])
func bidiControlsAndInvisiblesBecomeOneMark(character: String) {
  #expect(clean("a\(character)b") == "a␦b")
  #expect(clean(character + character) == "␦␦")
}

@Test func joinersStayWhereTheyJoin() {
  for text in ["👩‍👩‍👧", "❤️‍🔥", "می‌خواهم", "क्‍ष", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏳️‍🌈", "e\u{301}\u{327}", "זֶה", "กำ", "☺︎"] {
    #expect(clean(text) == text)
    #expect(clean(text).unicodeScalars.elementsEqual(text.unicodeScalars))
  }
}

@Test func oddSpacesArePlainOnes() {
  #expect(
    clean("a\u{A0}b\u{2009}c\u{3000}d\u{202F}e\u{2003}f\u{1680}g\u{2800}h") == "a b c d e f g h")
}

@Test func lineEndsAreOfOneKind() {
  #expect(clean("a\r\nb\rc\nd\u{2028}e\u{2029}f\r\r\ng") == "a\nb\nc\nd\ne\nf\n\ng")
  #expect(cleanLine("a\r\nb\tc") == "a b c")
}

@Test func softHyphensAndByteOrderMarksGo() {
  #expect(clean("\u{FEFF}Regie\u{AD}rung\u{FEFF}") == "Regierung")
}

@Test func combiningMarksAreNeverDropped() {
  let marks = "a" + String(repeating: "\u{301}", count: 20_000)
  #expect(clean(marks).unicodeScalars.count == 20_001)
}

@Test func cleanTextStaysAsItIs() {
  let text = "“Łódź” — 港口 😀 Москва\n\u{2426}␛"
  #expect(clean(text) == text)
}
