// The posts that a story gives people: "U.S. Secretary of State", "the French minister".

/// Reads the roles beside a person's name, before it and after.
struct RoleReader {
  private let words: Words

  init(_ words: Words) { self.words = words }

  var tokens: [Token] { words.tokens }

  /// The roles beside one mention, if any.
  func roles(beside mention: NamedMention) -> [String] {
    [before(mention.tokens.lowerBound), after(mention.tokens.upperBound)].compactMap { $0 }
  }

  func key(_ index: Int) -> WordKey? {
    guard tokens.indices.contains(index), tokens[index].kind == .word else { return nil }
    return words.keys[index]
  }

  func classes(_ index: Int) -> WordClass {
    tokens.indices.contains(index) && tokens[index].kind == .word ? words.classes[index] : []
  }

  func text(_ range: Range<Int>) -> String {
    let range = words.range(of: range)
    return String(decoding: words.bytes[range.start..<range.end], as: UTF8.self)
  }

  func isMark(_ index: Int, _ mark: Unicode.Scalar) -> Bool {
    tokens.indices.contains(index) && words.isMark(index, mark)
  }

  /// "Russian Foreign Minister" before "Sergey Lavrov", "the French minister," before "Colonna".
  private func before(_ end: Int) -> String? {
    var end = end
    if isMark(end - 1, ","), classes(end - 2).contains(.title), !tokens[end - 2].isCapitalised {
      end -= 1
    }
    var start = end
    var at = end - 1
    var hasTitle = false
    while at >= 0, end - at <= 9 {
      let classes = classes(at)
      let isJoint = isMark(at, "-") || tokens[at].kind == .suffix
      if isRoleWord(at, classes) {
        hasTitle = hasTitle || classes.contains(.title) && !isHonorific(at..<at + 1)
        start = at
      } else if !isJoint, !isConnector(at) || start == end {
        break
      }
      at -= 1
    }
    guard hasTitle, start < end else { return nil }
    return text(start..<end)
  }

  func isRoleWord(_ index: Int, _ classes: WordClass) -> Bool {
    guard tokens[index].kind == .word else { return false }
    if classes.contains(.function) { return false }
    return !classes.isDisjoint(with: [
      .title, .titleModifier, .demonym, .country, .organisation, .organisationEnd,
    ])
  }

  private func isConnector(_ index: Int) -> Bool {
    guard tokens[index].kind == .word, !tokens[index].isCapitalised else { return false }
    return Self.connectors.contains(words.keys[index])
  }

  private func isHonorific(_ range: Range<Int>) -> Bool {
    range.count == 1 && Self.honorifics.contains(words.keys[range.lowerBound])
  }

  /// ", the French minister," after "Colonna".
  private func after(_ first: Int) -> String? {
    guard isMark(first, ",") else { return nil }
    var start = first + 1
    if isArticle(start) { start += 1 }
    var end = start
    var hasTitle = false
    while end < tokens.count, end - start < 12, tokens[end].kind != .lineEnd,
      tokens[end].kind != .mark || isMark(end, "-")
    {
      if classes(end).contains(.relation) || classes(end).contains(.say) { return nil }
      if classes(end).contains(.title), end - start < 4 { hasTitle = true }
      end += 1
    }
    let closes = isMark(end, ",") || isMark(end, ".") || isMark(end, ";") || isMark(end, ")")
    guard hasTitle, closes, start < end, isRoleWord(start, classes(start)) else { return nil }
    return text(start..<end)
  }

  func isArticle(_ index: Int) -> Bool {
    key(index).map(Self.articles.contains) ?? false
  }

  private static let articles: Set<WordKey> = [WordKey("the"), WordKey("a"), WordKey("an")]
  private static let connectors: Set<WordKey> = [
    WordKey("of"), WordKey("for"), WordKey("to"), WordKey("the"), WordKey("and"), WordKey("on"),
  ]
  private static let honorifics: Set<WordKey> = [
    WordKey("mr"), WordKey("mrs"), WordKey("ms"), WordKey("miss"), WordKey("dr"), WordKey("mx"),
    WordKey("messrs"), WordKey("madame"), WordKey("mme"), WordKey("monsieur"), WordKey("saint"),
  ]
}
