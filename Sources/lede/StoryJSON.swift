// Stories and documents as the JSON of json.md.
import FoundationEssentials
import StoryParsing
import StorySources

extension JSONWriter {
  /// A story with what was found in it.
  mutating func story(_ story: Story, _ analysis: Analysis, unit: OffsetUnit) {
    let ruler = OffsetRuler(story.text, unit: unit)
    object { writer in
      writer.value("id", story.id.name)
      writer.value("source", story.source.isEmpty ? nil : story.source)
      writer.structure(story, analysis, ruler)
      writer.value("published", story.published.map { $0.formatted(.iso8601) })
      writer.value("updated", story.updated.map { $0.formatted(.iso8601) })
      writer.value("link", story.address)
      writer.list("enclosures", story.enclosures) { writer, enclosure in
        writer.object {
          $0.value("url", enclosure.url)
          $0.value("type", enclosure.type)
          $0.value("length", enclosure.length)
        }
      }
      writer.value("language", story.language)
      writer.value("content", story.content)
      writer.value("text", story.text)
      writer.findings(analysis, ruler)
      writer.value("extra", json: (story.extra.isEmpty ? "null" : story.extra).utf8)
    }
  }

  private mutating func structure(_ story: Story, _ analysis: Analysis, _ ruler: OffsetRuler) {
    value("headline", story.line(of: .headline, in: analysis))
    value("deck", story.line(of: .deck, in: analysis))
    list("bylines", story.writers(in: analysis)) { $0.item($1) }
    guard let dateline = analysis.dateline else { return value("dateline", nil as String?) }
    object("dateline") { writer in
      writer.value("place", dateline.place.map { String(story.text[$0]) })
      writer.value("date", dateline.date)
      writer.value("agency", dateline.agency.map { String(story.text[$0]) })
      writer.range(dateline.range, ruler)
    }
  }

  private mutating func findings(_ analysis: Analysis, _ ruler: OffsetRuler) {
    list("paragraphs", analysis.paragraphs) { writer, paragraph in
      writer.object {
        $0.range(paragraph.range, ruler)
        $0.value("role", paragraph.role.rawValue)
      }
    }
    list("entities", analysis.entities) { $0.entity($1) }
    list("mentions", analysis.mentions) { $0.mention($1, ruler) }
    list("quotations", analysis.quotations) { $0.quotation($1, ruler) }
    list("nested", analysis.nestedQuotations) { $0.quotation($1, ruler) }
    list("reported", analysis.reportedSpeech) { $0.quotation($1, ruler) }
  }

  private mutating func range(_ range: TextRange, _ ruler: OffsetRuler) {
    value("start", ruler.offset(range.start))
    value("end", ruler.offset(range.end))
  }

  private mutating func entity(_ entity: Entity) {
    object { writer in
      writer.value("kind", entity.kind.rawValue)
      writer.value("name", entity.name)
      writer.value("code", entity.code)
      writer.value("mentions", entity.mentionCount)
      writer.value("salience", entity.salience)
      writer.value("confidence", entity.confidence)
      writer.list("aliases", entity.aliases) { $0.item($1) }
      writer.list("roles", entity.roles) { $0.item($1) }
    }
  }

  private mutating func mention(_ mention: Mention, _ ruler: OffsetRuler) {
    object { writer in
      writer.range(mention.range, ruler)
      writer.value("kind", mention.kind.rawValue)
      writer.value("entity", mention.entity)
      writer.value("adjectival", mention.isAdjectival)
      writer.value("evidence", mention.evidence.rawValue)
      writer.value("confidence", mention.confidence)
    }
  }

  private mutating func quotation(_ quotation: Quotation, _ ruler: OffsetRuler) {
    object { writer in
      writer.range(quotation.range, ruler)
      writer.value("speaker", quotation.speaker)
      writer.value("guess", quotation.isGuess)
      guard let cue = quotation.cue else { return writer.value("cue", nil as String?) }
      writer.list("cue", [cue.start, cue.end]) { $0.item(ruler.offset($1)) }
    }
  }

  /// A file with its stories, each of them JSON already.
  mutating func document(_ document: Document, stories: [[UInt8]]) {
    object { writer in
      writer.value("file", document.file)
      writer.value("kind", document.format?.rawValue)
      writer.value("title", document.title)
      writer.value("link", document.link?.absoluteString)
      writer.value("id", document.id)
      writer.value("language", document.language)
      writer.value("encoding", document.encoding)
      writer.value("updated", document.updated.map { $0.formatted(.iso8601) })
      writer.list("stories", stories) { $0.value(json: $1) }
      writer.list("subscriptions", document.subscriptions) { writer, feed in
        writer.object {
          $0.value("title", feed.title)
          $0.value("link", feed.link.absoluteString)
          $0.value("site", feed.site?.absoluteString)
          $0.value("group", feed.group)
        }
      }
      writer.list("problems", document.problems) { writer, problem in
        writer.object {
          $0.value("line", problem.line)
          $0.value("column", problem.column)
          $0.value("message", problem.message)
        }
      }
    }
  }
}

extension Story {
  /// The first line with a role, without the space around it.
  fileprivate func line(of role: Paragraph.Role, in analysis: Analysis) -> String? {
    analysis.paragraphs.first { $0.role == role }.map { paragraph in
      let isSpace: (Character) -> Bool = \.isWhitespace
      let line = text[paragraph.range].drop(while: isSpace)
      return String(
        line[..<(line.lastIndex { !isSpace($0) }.map(line.index(after:)) ?? line.endIndex)])
    }
  }

  /// The names in the bylines, each once; the source's own where the text has none.
  fileprivate func writers(in analysis: Analysis) -> [String] {
    var writers: [String] = []
    for byline in analysis.bylines {
      let name = String(text[byline.name])
      if !writers.contains(name) { writers.append(name) }
    }
    return writers.isEmpty ? [byline].compactMap { $0 } : writers
  }
}
