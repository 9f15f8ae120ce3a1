// Regular expressions: what they match, what is wrong with them, and that none takes long.
import StoryParsing
import StoryQuery
import Testing

@Suite struct Expressions {
  @Test(arguments: [
    ("harbou?r", "{Harbor} and {HARBOUR}"),
    ("Harbou?r", "{Harbor} and HARBOUR"),
    (#"\d{4}"#, "In {1914} and {1918}, 123 and {1234}5"),
    (#"\d{2,3}"#, "1 {12} {123} {123}4"),
    (#"\d{2,}"#, "1 {12} {12345}"),
    (#"\bport\b"#, "{port}, airport, {Port}s".replacing("{Port}s", with: "Ports")),
    (#"\Bport"#, "port air{port}"),
    ("^the", "{The} cat, the\n{the} dog"),
    ("cat$", "the cat, {cat}\nthe {cat}"),
    ("^$", "one\n\ntwo"),
    ("a|ab", "{a}b{a}"),
    ("ab|a", "{ab}{a}"),
    ("<.*>", "{<a> <b>} x"),
    ("<.*?>", "{<a>} {<b>} x"),
    ("(ab)+", "{ababab}a"),
    ("(?:ab){2}", "{abab}ab"),
    ("a*", "{aaa}b{a}"),
    ("[^a-c ]+", "abc {def} cab {xyz}"),
    ("[]x]", "{]} {x}"),
    ("[a-]", "{a} b {-}"),
    (#"[\d-]+"#, "tel. {555-1234}"),
    (#"\(c\)"#, "{(c)} c"),
    (#"a\.b"#, "{a.b} axb"),

    ("antonio", "{Antônio} {Antonio} {Anto\u{302}nio}"),
    ("antônio", "{Antônio} Antonio {Anto\u{302}nio}"),
    ("[a-z]+", "{Łódź} 1 {été}"),
    ("[é]t", "{ét}é et"),
    ("it's", "{it’s}"),
    (#"\w+"#, "{Über} {naïve}, {日本}"),
    (#"\s\S"#, "a{ b}"),
    ("東.", "{東京}都"),
    (".", "{a}{e\u{301}}{日}\n{x}"),
  ])
  func matchByTheRulesOfALiteralSearch(_ typed: String, _ marked: String) throws {
    try expectMatches(typed, marked, .regularExpression)
  }

  @Test(arguments: [
    ("(ab", "a group is not closed", 0),
    ("ab)", "no group is open that “)” could close", 2),
    ("x[ab", "a set is not closed by “]”", 1),
    ("[z-a]", "a range in a set runs backwards", 1),
    ("*a", "nothing stands before “*” to repeat", 0),
    ("a|+", "nothing stands before “+” to repeat", 2),
    ("a**", "“*” repeats what is repeated already", 2),
    ("a{3,2}", "the least repeats are more than the most", 1),
    ("a{9999}", "more than 1000 repeats", 1),
    ("(a{900}){900}", "it repeats too much in all", 1),
    ("ab\\", "nothing follows the last “\\”", 2),
    (#"(a)\1"#, #"“\1” cannot look back at a group"#, 3),
    (#"\q"#, #"“\q” has no meaning here"#, 0),
    ("(?=a)", "after “(?” only “:” is understood", 0),
    (String(repeating: "(", count: 100_000), "too many groups in groups", 50),
  ])
  func sayWhatIsWrongAndWhere(_ typed: String, _ reason: String, _ position: Int) {
    #expect(throws: PatternError(reason: reason, position: position)) {
      try TextPattern(typed, syntax: .regularExpression)
    }
  }

  /// Each takes a backtracking engine more steps than there are atoms.
  @Test(arguments: [
    "(a+)+$", "(a|a)*b", "(a*)*b", "(.*)*x", "(a|aa)+$", "^(([a-z])+.)+[A-Z]([a-z])+$",
    "(x+x+)+y", "((a?){30}){30}b", "(((){1000}){1000}){1000}b",
  ])
  func boundTheirWorkWhateverIsTyped(_ typed: String) throws {
    let pattern = try TextPattern(typed, syntax: .regularExpression)
    _ = pattern.ranges(in: String(repeating: "a", count: 1000) + "!")
  }

  @Test func areCancelledWithinALine() throws {
    let pattern = try TextPattern("(a|b|ab)*c", syntax: .regularExpression)
    let line = String(repeating: "ab", count: 100_000)
    #expect(pattern.ranges(in: line + "c", isCancelled: { true }).isEmpty)
  }

  @Test func halfTypedExpressionsNeverTrap() {
    let whole = Array(#"^(?:[^a-z\d]+|\bé{2,3}?)\s*$|[]\]-]x{,4}"#)
    for end in 0...whole.count {
      for start in 0...end {
        let typed = String(whole[start..<end])
        if let pattern = try? TextPattern(typed, syntax: .regularExpression) {
          _ = pattern.ranges(in: "A b éé ]x\n12")
        }
      }
    }
  }
}
