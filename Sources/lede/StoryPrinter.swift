// A story and what is in it, in the form that was asked for.
import StoryParsing
import StorySources

/// Turns stories into bytes of output.
struct StoryPrinter {
  let form: ParseForm
  let unit: OffsetUnit
  /// On a terminal no control of a story may steer it.
  let isTerminal: Bool

  /// What is printed for a story; with `--json` it waits for its document.
  func print(_ story: Story) -> [UInt8] {
    let analysis = analyze(story)
    switch form {
    case .json, .jsonl:
      var writer = JSONWriter()
      writer.story(story, analysis, unit: unit)
      if form == .jsonl { writer.endLine() }
      return writer.bytes
    case .marked: return Array(shown(marked(story, analysis)).utf8)
    case .tsv: return Array(table(story, analysis).utf8)
    }
  }

  /// A file's document; empty in the forms that have none.
  func print(_ document: Document, stories: [[UInt8]]) -> [UInt8] {
    guard form == .json else { return [] }
    var writer = JSONWriter()
    writer.document(document, stories: stories)
    writer.endLine()
    return writer.bytes
  }

  private func shown(_ text: String) -> String { isTerminal ? clean(text) : text }

  /// The text with each mention as "[Antony Blinken|person]", and an empty line after it.
  private func marked(_ story: Story, _ analysis: Analysis) -> String {
    let bytes = Array(story.text.utf8)
    var marked: [UInt8] = []
    marked.reserveCapacity(bytes.count + analysis.mentions.count * 16)
    var taken = 0
    for mention in analysis.mentions {
      marked += bytes[taken..<mention.range.start]
      marked.append(UInt8(ascii: "["))
      marked += bytes[mention.range.start..<mention.range.end]
      marked += "|\(mention.kind.rawValue)]".utf8
      taken = mention.range.end
    }
    marked += bytes[taken...]
    if marked.last != UInt8(ascii: "\n") { marked.append(UInt8(ascii: "\n")) }
    return String(decoding: marked, as: UTF8.self) + "\n"
  }

  /// A line for each mention: story, start, end, kind, code, name, text.
  private func table(_ story: Story, _ analysis: Analysis) -> String {
    let ruler = OffsetRuler(story.text, unit: unit)
    var table = ""
    for mention in analysis.mentions {
      let entity = analysis.entities[mention.entity]
      let fields = [
        story.id.name, "\(ruler.offset(mention.range.start))", "\(ruler.offset(mention.range.end))",
        mention.kind.rawValue, entity.code ?? "", entity.name, String(story.text[mention.range]),
      ]
      table += fields.map { shown(oneField($0)) }.joined(separator: "\t") + "\n"
    }
    return table
  }

  /// Tabs and line ends part fields and lines, so inside they are spaces.
  private func oneField(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
    let breaks: Set<UInt8> = [0x09, 0x0A, 0x0B, 0x0C, 0x0D]
    return String(decoding: text.utf8.map { breaks.contains($0) ? 0x20 : $0 }, as: UTF8.self)
  }
}
