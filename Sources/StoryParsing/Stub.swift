// Whether a story is whole, or only the teaser of a page.

extension Story {
  /// Whether its source gave but the beginning of the story, of which its page has the rest.
  public var isStub: Bool {
    guard let address, address.hasPrefix("http") else { return false }
    let body = text.utf8.dropFirst(openingEnd)
    let count = body.count { $0 > 0x20 }
    if count < shortestStory { return true }
    return count < longestTeaser && isCutOff(body)
  }

  /// Whether it is the teaser of a story that is here whole: what was fetched is not lost again.
  public func isStub(of whole: Story) -> Bool {
    isStub && !whole.isStub && text.utf8.count < whole.text.utf8.count
      && text.utf8.prefix { $0 != lineEnd }.elementsEqual(whole.text.utf8.prefix { $0 != lineEnd })
  }

  /// Where the lines of the headline, the deck and the byline end, as far as the source marked them.
  private var openingEnd: Int {
    var end = 0
    for mark in markup where mark.range.start <= end + 1 {
      switch mark.kind {
      case .headline, .deck, .byline: end = max(end, mark.range.end)
      default: break
      }
    }
    return end
  }

  /// The same story with the text of its page below its own headline.
  public func whole(from page: Story) -> Story {
    let headline = markup.first { $0.kind == .headline && $0.range.start == 0 }?.range
    let given = page.markup.first { $0.kind == .headline && $0.range.start == 0 }?.range
    guard let headline, let given, !headline.isEmpty else {
      return taking(page.text, page.markup, page)
    }
    let moved = headline.end - given.end
    let marks = page.markup.filter { $0.range.start > given.end }.map {
      Markup($0.kind, TextRange($0.range.start + moved, $0.range.end + moved))
    }
    let body = String(page.text.utf8.dropFirst(given.end)) ?? ""
    return taking(String(text[headline]) + body, [Markup(.headline, headline)] + marks, page)
  }

  private func taking(_ text: String, _ markup: [Markup], _ page: Story) -> Story {
    Story(
      id: id, text: text, markup: markup, byline: byline ?? page.byline,
      published: published ?? page.published, source: source, address: address,
      updated: updated ?? page.updated, language: language ?? page.language, extra: extra,
      enclosures: enclosures, content: content)
  }
}

/// Bytes but blanks: no story has so few, and no teaser so many.
private let shortestStory = 120
private let longestTeaser = 1_600

private let lineEnd = UInt8(ascii: "\n")

/// Whether a text ends in dots, or in words that lead to the rest, in one of its last two lines:
/// some sources add where the story appeared first.
private func isCutOff(_ body: Substring.UTF8View) -> Bool {
  body.split(separator: lineEnd).suffix(2).contains { line in
    let end = String(Substring(line)).lowercased().suffix(80)
    let bare = end.filter { !"[]()<>»›→ \u{A0}".contains($0) }
    return bare.hasSuffix("…") || bare.hasSuffix("...")
      || wordsToTheRest.contains { end.contains($0) }
  }
}

/// “Read more” in the languages of most feeds.
private let wordsToTheRest = [
  "read more", "continue reading", "read the full", "read the rest", "keep reading", "full story",
  "weiterlesen", "mehr lesen", "lire la suite", "en savoir plus", "leer más", "seguir leyendo",
  "sigue leyendo", "continua a leggere", "leggi tutto", "lees meer", "lees verder",
  "czytaj więcej", "czytaj dalej", "läs mer", "les mer", "læs mere", "lue lisää", "číst dále",
  "celý článek", "ler mais", "leia mais", "devamını oku", "читать далее", "читати далі",
  "続きを読む", "阅读全文", "閱讀更多", "더 보기",
]
