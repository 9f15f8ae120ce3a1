// What stands right beside a person's name and tells one bearer of it from another.

/// What a story says of somebody in the words beside the name.
public struct Standing: Hashable, Sendable {
  public internal(set) var fields: RoleFields = []
  /// Countries whose people it counts the person among, as ISO 3166 codes in two ASCII bytes.
  public internal(set) var nations: Set<UInt16> = []
  public internal(set) var address: Address = []
  public internal(set) var age: Int?
  /// The words that tell what somebody is.
  var posts: Set<WordKey> = []
  /// Whether they are told in order to tell people apart: "Péter Szabó the novelist".
  var isDistinguished = false
  /// Whether the story tells of another of that name.
  public internal(set) var hasNamesake = false

  public init() {}

  /// Whether one person can hardly be both.
  func contradicts(_ other: Standing) -> Bool {
    fields.contradicts(other.fields) || isOfOtherPost(other) || address.contradicts(other.address)
      || age.flatMap { age in other.age.map { abs(age - $0) > 1 } } ?? false
      || !nations.isEmpty && !other.nations.isEmpty && nations.isDisjoint(with: other.nations)
  }

  /// Whether a full name that is told anew tells of other people: "Szabó the novelist" after "Szabó
  /// the mayor", "the Brazilian forward" after "midfielder".
  private func isOfOtherPost(_ other: Standing) -> Bool {
    guard !posts.isEmpty, !other.posts.isEmpty, posts.isDisjoint(with: other.posts) else {
      return false
    }
    return isDistinguished && other.isDistinguished
      || nations.isEmpty != other.nations.isEmpty && fields == .sport && other.fields == .sport
  }

  /// Whether something is said of both.
  func agrees(with other: Standing) -> Bool {
    !fields.isDisjoint(with: other.fields) || age != nil && age == other.age
      || !nations.isDisjoint(with: other.nations)
  }

  mutating func formUnion(_ other: Standing) {
    fields.formUnion(other.fields)
    posts.formUnion(other.posts)
    isDistinguished = isDistinguished || other.isDistinguished
    nations.formUnion(other.nations)
    address.formUnion(other.address)
    age = age ?? other.age
    hasNamesake = hasNamesake || other.hasNamesake
  }
}

/// Whether somebody is called "Mr" or "Mrs".
public struct Address: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8

  public static let man = Address(rawValue: 1)
  public static let woman = Address(rawValue: 2)

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public func contradicts(_ other: Address) -> Bool {
    !isEmpty && !other.isEmpty && isDisjoint(with: other)
  }
}

extension RoleReader {
  /// What the words right beside a mention say: "the Brazilian forward Delfim Nunes".
  func standing(of mention: NamedMention) -> Standing {
    var standing = Standing()
    readBefore(mention.tokens.lowerBound, &standing)
    readAfter(mention.tokens.upperBound, &standing)
    return standing
  }

  private func readBefore(_ end: Int, _ standing: inout Standing) {
    guard !isMark(end - 1, ",") else { return readPost(before: end - 1, &standing) }
    var read = Standing()
    var at = end - 1
    while at >= 0, end - at <= 6, tokens[at].kind == .word || isMark(at, "-") {
      let (classes, field) = (classes(at), field(at))
      guard isMark(at, "-") || isRoleWord(at, classes) || !field.isEmpty else { break }
      guard !isFormer(at) else { return }
      read.fields.formUnion(field)
      if let key = key(at) {
        if !field.isEmpty { read.posts.insert(key) }
        if Self.men.contains(key) { read.address.formUnion(.man) }
        if Self.women.contains(key) { read.address.formUnion(.woman) }
      }
      if let nation = nation(at, classes) { read.nations.insert(nation) }
      at -= 1
    }
    if read.fields.contradictsItself { read.fields = [] }
    read.hasNamesake = isOther(at, isFarther: at < end - 1)
    standing.formUnion(read)
  }

  /// "another Obi", "the other Obi", "a Jude Obi"; not "a minister Jude Obi".
  private func isOther(_ index: Int, isFarther: Bool) -> Bool {
    guard let key = key(index) else { return false }
    return Self.others.contains(key) || !isFarther && key == Self.one
  }

  /// "the president of Harbour Oil, Anna Obi": the post that comes before "of".
  private func readPost(before comma: Int, _ standing: inout Standing) {
    var at = comma - 1
    while at > 0, comma - at <= 8, tokens[at].kind == .word || isMark(at, "-") {
      if let key = key(at), Self.links.contains(key), !field(at - 1).isEmpty {
        standing.fields.formUnion(field(at - 1))
        return
      }
      at -= 1
    }
  }

  /// ", 22, a novelist," and " the novelist", where only small words follow.
  private func readAfter(_ first: Int, _ standing: inout Standing) {
    var at = first
    if isMark(at, ","), let age = age(at + 1) {
      standing.age = age
      at += 2
    }
    let isApart = isMark(at, ",")
    guard isApart || isArticle(at) else { return }
    if isApart { at += 1 }
    if isArticle(at) { at += 1 }
    var read = Standing()
    let start = at
    while at < tokens.count, at - start < 8, tokens[at].kind == .word || isMark(at, "-") {
      let classes = classes(at)
      if let nation = nation(at, classes) {
        read.nations.insert(nation)
      } else if classes.contains(.function) {
        break
      } else if tokens[at].isCapitalised || isFormer(at) || classes.contains(.say) {
        if !isApart, !read.posts.isEmpty { break }
        return
      }
      read.fields.formUnion(field(at))
      if let key = key(at), !field(at).isEmpty || !isApart && classes.contains(.title) {
        read.posts.insert(key)
      }
      at += 1
    }
    guard !read.posts.isEmpty, !read.fields.contradictsItself else { return }
    read.isDistinguished = !isApart
    standing.formUnion(read)
  }

  private func field(_ index: Int) -> RoleFields {
    key(index).map { RoleFields($0) } ?? []
  }

  /// "42", with a mark after it.
  private func age(_ index: Int) -> Int? {
    guard tokens.indices.contains(index), tokens[index].kind == .number,
      isMark(index + 1, ",") || isMark(index + 1, "."),
      let age = Int(text(index..<index + 1)), (10...109).contains(age)
    else { return nil }
    return age
  }

  /// The country whose people a word names: "Brazilian".
  private func nation(_ index: Int, _ classes: WordClass) -> UInt16? {
    guard classes.contains(.demonym), tokens[index].isCapitalised, let key = key(index),
      let country = Gazetteer.shared[key]?.country, country != 0
    else { return nil }
    return country
  }

  /// What somebody was says nothing against what they are.
  private func isFormer(_ index: Int) -> Bool {
    key(index).map(Self.formers.contains) ?? false
  }

  private static let men: Set<WordKey> = [
    WordKey("mr"), WordKey("sir"), WordKey("lord"), WordKey("king"), WordKey("prince"),
    WordKey("monsieur"), WordKey("herr"), WordKey("businessman"),
    WordKey("congressman"),
  ]
  private static let women: Set<WordKey> = [
    WordKey("mrs"), WordKey("ms"), WordKey("miss"), WordKey("lady"), WordKey("dame"),
    WordKey("queen"), WordKey("princess"), WordKey("mme"), WordKey("madame"), WordKey("frau"),
    WordKey("actress"), WordKey("businesswoman"), WordKey("congresswoman"),
    WordKey("spokeswoman"), WordKey("chairwoman"),
  ]
  private static let one = WordKey("a")
  private static let others: Set<WordKey> = [WordKey("other"), WordKey("another")]
  private static let links: Set<WordKey> = [WordKey("of"), WordKey("at"), WordKey("for")]
  private static let formers: Set<WordKey> = [
    WordKey("former"), WordKey("formerly"), WordKey("ex"), WordKey("retired"), WordKey("late"),
    WordKey("turned"), WordKey("onetime"), WordKey("born"),
  ]
}
