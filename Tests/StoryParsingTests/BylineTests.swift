import StoryParsing
import Testing

/// The names and posts of the byline under a headline: "Jane Doe (in Paris)".
private func bylines(_ line: String) -> [String] {
  let text = "Harbour reopens\n\(line)\nThe harbour reopened on Monday.\nAll came."
  return analyze(story(text)).bylines.map { byline in
    text[byline.name] + (byline.post.map { " (\(text[$0]))" } ?? "")
  }
}

@Suite struct BylineTests {
  @Test func byNamesOneOrSeveralWriters() {
    #expect(bylines("By Mara Quill") == ["Mara Quill"])
    #expect(bylines("BY MARA QUILL") == ["MARA QUILL"])
    #expect(bylines("By Mara Quill and P. W. Ross") == ["Mara Quill", "P. W. Ross"])
    #expect(
      bylines("By Mara Quill, Jan de Vries and Lim Siew Har") == [
        "Mara Quill", "Jan de Vries", "Lim Siew Har",
      ])
  }

  @Test func thePostStandsApartFromTheName() {
    #expect(
      bylines("By Edith Marlowe, shipping correspondent") == [
        "Edith Marlowe (shipping correspondent)"
      ])
    #expect(bylines("By Jan Roe, AP Business Writer") == ["Jan Roe (AP Business Writer)"])
    #expect(
      bylines("By Jan Roe in Paris and Ann Lee in Rome") == [
        "Jan Roe (in Paris)", "Ann Lee (in Rome)",
      ])
    #expect(
      bylines("By Alec Dunmore Jr, athletics correspondent") == [
        "Alec Dunmore Jr (athletics correspondent)"
      ])
    #expect(
      bylines("By Jan Roe, health and science editor") == ["Jan Roe (health and science editor)"])
  }

  @Test func anAgencyMaySign() {
    #expect(bylines("By The Associated Press") == ["The Associated Press"])
    #expect(bylines("By Our Foreign Staff") == ["Our Foreign Staff"])
  }

  @Test func aSentenceThatBeginsWithByIsNone() {
    #expect(bylines("By midday the crowd had gone.").isEmpty)
    #expect(bylines("By 1945 the war was over.").isEmpty)
    #expect(bylines("By Monday").isEmpty)
  }

  @Test func reportersInTheBoilerplateCountWhereNobodyElseIsNamed() {
    let body = "Harbour reopens\nThe harbour reopened on Monday.\nAll came.\n"
    let credit = "Reporting by Jane Doe in Rome and John Roe; editing by Ann Lee"
    let text = body + credit
    #expect(analyze(story(text)).bylines.map { String(text[$0.name]) } == ["Jane Doe", "John Roe"])
    let signed = "By Mara Quill\n" + text
    #expect(analyze(story(signed)).bylines.map { String(signed[$0.name]) } == ["Mara Quill"])
  }
}
