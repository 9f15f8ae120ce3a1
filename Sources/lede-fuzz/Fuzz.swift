// What libFuzzer calls: some bytes, read in one of many ways. Built by `make fuzz` alone.
import Glibc
import StoryParsing
import StoryQuery
import StorySources

/// What is fuzzed, by the name that the environment gives: a format of `lede parse --from`,
/// `packed`, `html-text`, `names` or `query`.
private let target = getenv("LEDE_FUZZ").map { String(cString: $0) } ?? "packed"
private let format = Format(rawValue: target)

/// The package manager has a program begin here instead of at libFuzzer's own `main`.
@_cdecl("lede_fuzz_main")
public func runFuzzer(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
  var (count, arguments) = (count, arguments)
  return runDriver(&count, &arguments) { fuzz($0, $1) }
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: bytes, count: count))
  switch target {
  // Mail is the shortest way to the text of any HTML, whether it is a page or not.
  case "html-text": readAll(Array("Content-Type: text/html\n\n".utf8) + bytes, as: .eml)
  case "names", "structure": findAll(in: bytes)
  case "query": ask(String(decoding: bytes, as: UTF8.self))
  default: readAll(bytes, as: format)
  }
  return 0
}

/// Reads bytes for the screen and for scripts, and checks what must hold of any story.
private func readAll(_ bytes: [UInt8], as format: Format?) {
  for purpose in [Purpose.reading, .parsing] {
    var form = GivenForm(format)
    form.limits = Limits(story: 1 << 20)
    var isAnythingSaid = false
    readStories(from: [.memory(name: "input", bytes: bytes)], as: form, for: purpose) {
      arrival, _ in
      switch arrival {
      case .story(let story):
        check(story, isClean: purpose == .reading)
        isAnythingSaid = true
      case .problem(let problem):
        precondition(clean(problem.sentence) == problem.sentence, "a message leaks controls")
        isAnythingSaid = true
      case .finished: break
      }
      return true
    }
    precondition(isAnythingSaid, "neither a story nor a problem")
  }
}

private func check(_ story: Story, isClean: Bool) {
  let bytes = Array(story.text.utf8)
  if isClean {
    for text in [story.text, story.byline ?? "", story.source, story.id.name] {
      precondition(clean(text).utf8.elementsEqual(text.utf8), "text leaks controls")
    }
  }
  var start = 0
  for mark in story.markup {
    precondition(mark.range.start >= start && mark.range.end <= bytes.count, "marks out of order")
    start = mark.range.start
    for offset in [mark.range.start, mark.range.end] where offset < bytes.count {
      precondition(bytes[offset] & 0xC0 != 0x80, "a mark cuts through a character")
    }
  }
}

/// Finds structure, names and quotations in a text, and checks that every range lies in it.
private func findAll(in bytes: [UInt8]) {
  let text = clean(String(decoding: bytes, as: UTF8.self))
  let analysis = analyze(Story(id: Story.ID(source: "input", name: "1"), text: text))
  let count = text.utf8.count
  let ranges =
    analysis.paragraphs.map(\.range) + analysis.sentences + analysis.mentions.map(\.range)
    + (analysis.quotations + analysis.nestedQuotations + analysis.reportedSpeech).map(\.range)
  for range in ranges {
    precondition(range.start <= range.end && range.end <= count, "a range outside of its text")
  }
  for mention in analysis.mentions {
    precondition(analysis.entities.indices.contains(mention.entity), "a mention of nobody")
  }
}

/// Reads what was typed to search for, and searches.
private func ask(_ typed: String) {
  for syntax in [TextPattern.Syntax.literal, .regularExpression] {
    guard let pattern = try? TextPattern(typed, syntax: syntax) else { continue }
    _ = pattern.matches("Mayor Mara Quill said: “The port reopened at noon.” É, ß, 港口.")
  }
}
