// Quotations of our own gold: found, and whose; beside it what the nearest name would score.
import Foundation
import StoryParsing
import Testing

/// A story of the gold with what people say in it.
struct GoldSpeech {
  struct Words {
    /// Where the words begin.
    let start: Int
    /// As the story first gives the name; nil for nobody named.
    let speaker: String?
    let type: String
    let line: String
  }

  let text: String
  let words: [Words]

  /// "kind | style", the story, then lines "@ first words | speaker | type".
  init(_ marked: Substring) {
    let lines = marked.split(separator: "\n").dropFirst()
    text = lines.filter { !$0.hasPrefix("@") }.joined(separator: "\n")
    var last = 0
    words = lines.filter { $0.hasPrefix("@") }.compactMap { [text] line in
      let parts = line.dropFirst().split(separator: "|").map { String($0).trimmingSpaces }
      guard parts.count == 3, let start = text.offset(of: parts[0], from: last)
      else { return nil }
      // Two lines may begin with the same words: each is looked for after the one before.
      last = start + 1
      return Words(
        start: start, speaker: parts[1] == "-" ? nil : parts[1], type: parts[2],
        line: String(line))
    }
  }

  /// The stories of a file beside this one.
  static func read(_ file: String) throws -> [GoldSpeech] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Gold")
    let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    return text.trimmingPrefix("# ").split(separator: "\n# ").map { GoldSpeech($0) }
  }
}

extension String {
  /// The first place of some words at or after an offset, else the first of all.
  fileprivate func offset(of words: String, from start: Int) -> Int? {
    let bytes = Array(utf8)
    let sought = Array(words.utf8)
    guard !sought.isEmpty, bytes.count >= sought.count else { return nil }
    let places = (0...bytes.count - sought.count).filter {
      bytes[$0] == sought[0] && Array(bytes[$0..<$0 + sought.count]) == sought
    }
    return places.first { $0 >= start } ?? places.first
  }
}

/// How many of the gold's words have the right speaker, by type.
struct SpeechScore {
  var right: [String: Int] = [:]
  var wanted: [String: Int] = [:]
  var nearest = 0
  var wrong: [String] = []
  /// Of the quotations marked as guesses and of the others: right, and all.
  var guesses = (right: 0, all: 0)
  var sure = (right: 0, all: 0)

  var total: Int { wanted.values.reduce(0, +) }
  var share: Double { Double(right.values.reduce(0, +)) / Double(max(1, total)) }
  var nearestShare: Double { Double(nearest) / Double(max(1, total)) }

  mutating func add(_ gold: GoldSpeech) {
    let found = analyze(story(gold.text))
    for words in gold.words {
      wanted[words.type, default: 0] += 1
      let quotation = found.words(at: words.start, in: gold.text)
      let speaker = quotation?.speaker
      let isRight = found.is(speaker, words.speaker, in: gold.text)
      if isRight {
        right[words.type, default: 0] += 1
      } else {
        let got = speaker.map { found.entities[$0].name } ?? (quotation == nil ? "nothing" : "-")
        wrong.append("\(words.line) <- \(got)")
      }
      if let quotation, speaker != nil {
        let isGuess = quotation.isGuess
        if isGuess { guesses.all += 1 } else { sure.all += 1 }
        if isRight, isGuess { guesses.right += 1 } else if isRight { sure.right += 1 }
      }
      let near = found.nearestName(to: words.start, besides: quotation?.range)
      if found.is(near, words.speaker, in: gold.text) { nearest += 1 }
    }
  }

  var sentence: String {
    let types = wanted.keys.sorted().map { "\($0) \(right[$0] ?? 0)/\(wanted[$0] ?? 0)" }
    return String(
      format: "%d quotations, right %.1f %%, nearest name %.1f %%; sure %d/%d, guesses %d/%d; ",
      total, 100 * share, 100 * nearestShare, sure.right, sure.all, guesses.right, guesses.all)
      + types.joined(separator: ", ")
  }
}

extension Analysis {
  /// What was found to be said at an offset: in marks or a dash, or reported in that sentence.
  fileprivate func words(at offset: Int, in text: String) -> Quotation? {
    let marked = quotations + nestedQuotations
    if let marked = marked.first(where: { $0.range.start == offset }) { return marked }
    let first = text[TextRange(offset, text.utf8.count)].first ?? " "
    guard first.isLetter || first.isNumber else { return nil }
    let sentence = sentences.first { $0.contains(offset) }
    let reported = reportedSpeech.filter { sentence?.contains($0.range.start) ?? false }
    return reported.first { $0.range.contains(offset) } ?? reported.first
      // "Quill: “…”" may be given from the name on.
      ?? quotations.first { $0.range.start > offset && sentence?.overlaps($0.range) ?? false }
  }

  /// Whether an entity is who the gold names: it has a mention where the name first stands.
  fileprivate func `is`(_ entity: Int?, _ name: String?, in text: String) -> Bool {
    guard let name else { return entity == nil }
    guard let entity, let start = text.offset(of: name, from: 0) else { return false }
    // A part of the name that was not joined with the whole is still that person's or body's.
    if " \(name) ".contains(" \(entities[entity].name) ") { return true }
    let place = TextRange(start, start + name.utf8.count)
    return mentions.contains { $0.entity == entity && $0.range.overlaps(place) }
  }

  /// The person or body named nearest to some words, outside of them.
  fileprivate func nearestName(to offset: Int, besides range: TextRange?) -> Int? {
    mentions.filter { mention in
      (mention.kind == .person || mention.kind == .organisation)
        && !(range?.overlaps(mention.range) ?? false)
    }
    .min { one, other in
      func distance(_ mention: Mention) -> Int {
        mention.range.start > offset
          ? mention.range.start - (range?.end ?? offset) : offset - mention.range.end
      }
      return distance(one) < distance(other)
    }?.entity
  }
}

@Suite struct QuotationGoldTests {
  /// The floors only rise.
  @Test(arguments: (1...5).map { "quotes-\($0).txt" })
  func speakersAreRight(file: String) throws {
    var score = SpeechScore()
    for story in try GoldSpeech.read(file) { score.add(story) }
    print("\(file): \(score.sentence)")
    if ProcessInfo.processInfo.environment["LEDE_SHOW_WRONG"] != nil {
      for line in score.wrong { print(line) }
    }
    #expect(score.share >= 0.85)
    #expect(score.share > score.nearestShare + 0.25)
  }

  @Test func nineOfTenAreRightOverAll() throws {
    var score = SpeechScore()
    for number in 1...5 {
      for story in try GoldSpeech.read("quotes-\(number).txt") { score.add(story) }
    }
    print("all: \(score.sentence)")
    #expect(score.total >= 800)
    #expect(score.share >= 0.9)
    #expect(Double(score.sure.right) / Double(max(1, score.sure.all)) >= 0.96)
  }
}
