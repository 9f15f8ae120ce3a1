// Nothing of a story reaches the terminal as a control, wherever in the story it stands.
import FoundationEssentials
import Glibc
import Testing

@Suite struct HostileTextTests {
  /// Every control there is, alone and at the head of each kind of sequence, and what turns text
  /// round or hides in it.
  private static let controls: [String] = {
    let eightBits = (0x00...0x1f).map { $0 } + [0x7f] + (0x80...0x9f).map { $0 }
    let hidden =
      [0xad, 0x34f, 0x61c, 0x115f, 0x180e, 0xfeff, 0xfff9, 0xfffc, 0xe0001, 0xe0041]
      + (0x200b...0x200f).map { $0 } + (0x2028...0x202e).map { $0 } + (0x2060...0x206f).map { $0 }
      + (0xfe00...0xfe0f).map { $0 }
    let alone = (eightBits + hidden).compactMap { Unicode.Scalar($0).map { String($0) } }
    let heads =
      ["\u{1b}[", "\u{1b}]", "\u{1b}P", "\u{1b}_", "\u{1b}^", "\u{1b}X"]
      + ["\u{9b}", "\u{9d}", "\u{90}", "\u{9f}"]
    let tails = ["2J", "31m", "6n", "?1049l", "0;LEAK\u{7}", "52;c;TEVBSw==\u{1b}\\", "$qm\u{9c}"]
    let all = alone + heads.flatMap { head in tails.map { head + $0 } } + ["\u{1b}(0", "\u{1b}c"]
    return chunks(of: all, 8).map { $0.joined(separator: "a") }
  }()

  /// Reads every story of a folder to its end, and looks at names, help and errors besides.
  private func readAll(_ folder: StoryFolder) throws -> Pty {
    try folder.write("Last of all\nThe very end.\n", to: "zzz.txt")
    let lede = try Pty(stories: folder, rows: 30, columns: 120)
    try lede.wait(for: "unread")
    lede.type("\r")
    // What is written may be news of the list rather than the answer to a key: then a second Space
    // goes past the last page, and no story is left unread.
    while !lede.screen.text.contains("The very end."), !lede.screen.text.contains("· 0 unread") {
      let count = lede.written.count
      lede.type(" ")
      try lede.wait(until: "the next page") { _ in lede.written.count > count }
    }
    lede.type("hp\u{1b}H?q:errors\r")
    lede.type("qM")
    try lede.wait(until: "the last key") { _ in lede.hasWritten("\u{1b}[?1006h") }
    lede.type("Q")
    // 3 where some files were refused, as binary ones are.
    let end = try lede.waitForEnd()
    #expect(end == .exited(0) || end == .exited(3))
    #expect(lede.leftWrong == [])
    return lede
  }

  /// A story with a text in its headline, byline, dateline, names and body.
  private func story(with text: String) -> String {
    """
    Head\(text)line of Mara\(text)Quill
    By Ann\(text)Lee
    HARBOR\(text)CITY (Wire\(text)) — Mayor Mara \(text)Quill of Nor\(text)way spoke. “We\(text) are \
    back,” Quill\(text) said.
    \(text)
    The Harbor\(text) Trust paid.
    """
  }

  @Test func controlsInTextReachNoTerminal() throws {
    let folder = try StoryFolder()
    for (number, control) in Self.controls.enumerated() {
      try folder.write(story(with: control), to: "story-\(number).txt")
    }
    let lede = try readAll(folder)
    #expect(Wire.firstLeak(in: lede.written) == nil)
  }

  @Test func controlsInNamesOfFilesReachNoTerminal() throws {
    let folder = try StoryFolder()
    for control in Self.controls where !control.contains("\u{0}") {
      try folder.write("Head\nText.\n", to: "a\(control)b.txt")
      try folder.write([0, 1, 2, 0xff], to: "bad\(control)b.txt")
    }
    let lede = try readAll(folder)
    #expect(Wire.firstLeak(in: lede.written) == nil)
  }

  @Test func controlsInJSONReachNoTerminal() throws {
    let folder = try StoryFolder()
    let lines = Self.controls.enumerated().map { number, control in
      let text = escaped("Head\(control)line\nMara \(control)Quill spoke in Nor\(control)way.")
      let short = escaped("x\(control)y")
      return """
        {"id":"\(number)\(short)","text":"\(text)","headline":"\(short)","byline":"\(short)",\
        "source":"\(short)","link":"http://a/\(short)","published":"\(short)"}
        """
    }
    try folder.write(lines.joined(separator: "\n"), to: "stories.jsonl")
    let lede = try readAll(folder)
    #expect(Wire.firstLeak(in: lede.written) == nil)
  }

  @Test func rawBytesReachNoTerminal() throws {
    let folder = try StoryFolder()
    for bytes in chunks(of: Array(UInt8(0x80)...0xff), 8) {
      let text = bytes.flatMap { [$0] + Array("2J x".utf8) }
      try folder.write(
        Array("Head ".utf8) + text + Array("\nMara Quill ".utf8) + text, to: "\(bytes[0]).txt")
    }
    let lede = try readAll(folder)
    #expect(Wire.firstLeak(in: lede.written) == nil)
  }

  /// What others have collected to deceive a terminal; not in every checkout.
  @Test(.enabled(if: Corpora.isThere, "no ../shared/data/corpora.tar.xz here"))
  func theCorporasCasesReachNoTerminal() throws {
    let corpora = try Corpora(["hostile.jsonl", "naughty.jsonl", "input/hostile"])
    let folder = try StoryFolder()
    let cases = try corpora.hostileTexts() + corpora.naughtyTexts()
    try #require(cases.count > 100)
    for (number, texts) in chunks(of: cases, 16).enumerated() {
      let paragraphs = texts.flatMap { Array("\n\nCase ".utf8) + $0.prefix(400) }
      try folder.write(Array("Head ".utf8) + texts[0] + paragraphs, to: "case-\(number).txt")
    }
    let lede = try readAll(folder)
    #expect(Wire.firstLeak(in: lede.written) == nil)
  }

  /// Text as it stands between the quotes of JSON.
  private func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      scalar.value < 0x20 || scalar == "\"" || scalar == "\\" || (0x7f..<0xa0 ~= scalar.value)
        ? "\\u" + String(String(0x10000 + scalar.value, radix: 16).dropFirst()) : String(scalar)
    }.joined()
  }
}

private func chunks<Element>(of all: [Element], _ size: Int) -> [[Element]] {
  stride(from: 0, to: all.count, by: size).map { Array(all[$0..<min($0 + size, all.count)]) }
}
