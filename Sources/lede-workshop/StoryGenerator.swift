// Any number of stories that read like wire copy, the same in every run.
import CCollection
import FoundationEssentials
import StoryParsing

/// Makes stories of the sentences of those that come with lede, with names of its own among them.
struct StoryGenerator: Sequence, IteratorProtocol {
  private static let agencies = [
    "Meridian News", "Continental Wire", "Harbour Press Association", "Southern Cross Press",
    "Orient Telegraph", "Le Télégraphe",
  ]
  private static let starts = [
    "Bar", "Kel", "Mo", "Tor", "Vas", "Zi", "Ha", "Qui", "Ś", "Ol", "Né",
  ]
  private static let middles = ["an", "el", "ov", "ri", "ó", "um", "ist", "ka", "üt", "e", "ard"]
  private static let ends = ["son", "ski", "ova", "ez", "mann", "i", "ard", "ou", "ić", "wright"]

  private let sentences: [String]
  private let words: Int
  private var left: Int
  private var number = 0
  private var random: Lottery

  /// - Parameter words: about so many a story.
  init(count: Int, words: Int = 400, seed: UInt64 = 1) {
    sentences = Self.collectedSentences()
    self.words = words
    left = count
    random = Lottery(state: seed)
  }

  private static func collectedSentences() -> [String] {
    let bytes = UnsafeBufferPointer(start: collection_stories(), count: collection_stories_count())
    return bytes.split(separator: 0).flatMap { file in
      String(decoding: file, as: UTF8.self).split(separator: "\n")
        .filter { $0.utf8.count > 120 }
        .flatMap { $0.split(separator: ". ").map { $0.hasSuffix(".") ? "\($0)" : "\($0)." } }
    }
  }

  mutating func next() -> Story? {
    guard left > 0, !sentences.isEmpty else { return nil }
    (left, number) = (left - 1, number + 1)
    let headline = sentence().split(separator: " ").prefix(9).joined(separator: " ")
    let source = pick(Self.agencies)
    let day = Date(
      timeIntervalSinceReferenceDate: Double(Int.random(in: 0..<7000, using: &random)) * 86_400)
    return Story(
      id: Story.ID(source: "generated", name: "\(number)"),
      text: headline + "\n" + body(), byline: name() + " " + name(), published: day,
      source: source)
  }

  private mutating func body() -> String {
    var (paragraphs, count) = ([String](), 0)
    while count < words {
      let paragraph = (0..<3).map { _ in sentence() }.joined(separator: " ")
      count += paragraph.split(separator: " ").count
      paragraphs.append(paragraph)
    }
    return paragraphs.joined(separator: "\n")
  }

  /// A sentence of the collection, at times with somebody new in it.
  private mutating func sentence() -> String {
    var words = pick(sentences).split(separator: " ").map(String.init)
    if let place = words.indices.dropFirst().first(where: { words[$0].first?.isUppercase == true }),
      Bool.random(using: &random)
    {
      words[place] = name()
    }
    return words.joined(separator: " ")
  }

  private mutating func name() -> String {
    pick(Self.starts) + pick(Self.middles) + pick(Self.middles) + pick(Self.ends)
  }

  private mutating func pick(_ choices: [String]) -> String {
    choices[Int(random.next() % UInt64(choices.count))]
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
