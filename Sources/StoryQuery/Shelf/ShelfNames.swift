// Who is named in the shown stories.
import StoryParsing

extension ShelfContents {
  /// The keys of names that are commonly spelled so, of one kind or any.
  func keys(of fold: [UInt8], _ kind: EntityKind?) -> [String] {
    names.homes.compactMap { home in
      guard let head = names.heads[Int(home)], !head.isDismissed, head.fold == fold,
        kind == nil || head.kind == kind
      else { return nil }
      return head.id
    }
  }

  /// The names of some stories: those of most stories first, then of most mentions, then by name.
  func names(of shown: [Int32]) -> [NameCount] {
    let shown = NumberSet(shown)
    // A story that has two of a name's strands counts once.
    var lastName = [Int32](repeating: -1, count: stories.count)
    let named = names.homes.compactMap { home -> Ranked? in
      guard let head = names.heads[Int(home)], !head.isDismissed else { return nil }
      var (count, mentions) = (Int32(0), Int32(0))
      names.forEachUse(of: home) { use in
        guard shown.contains(Int(use.story)) else { return }
        if lastName[Int(use.story)] != home { count += 1 }
        lastName[Int(use.story)] = home
        mentions &+= use.mentions
      }
      guard count > 0 else { return nil }
      return Ranked(head: head, stories: count, mentions: mentions, start: start(of: head))
    }
    return named.sorted { precedes($0, $1) }.map(nameCount)
  }

  /// A name with all that usually decides its place.
  private struct Ranked {
    let head: FollowedNames.Head
    let stories: Int32
    let mentions: Int32
    /// Its first eight bytes folded, as a number that sorts as they do.
    let start: UInt64
  }

  private func start(of head: FollowedNames.Head) -> UInt64 {
    var start: UInt64 = 0
    for offset in 0..<8 {
      start = start << 8 | UInt64(head.fold.dropFirst(offset).first ?? 0)
    }
    return start
  }

  private func precedes(_ one: Ranked, _ other: Ranked) -> Bool {
    if one.stories != other.stories { return one.stories > other.stories }
    if one.mentions != other.mentions { return one.mentions > other.mentions }
    if one.start != other.start { return one.start < other.start }
    let (first, second) = (one.head.fold, other.head.fold)
    return first == second
      ? one.head.id < other.head.id : first.lexicographicallyPrecedes(second)
  }

  private func nameCount(_ ranked: Ranked) -> NameCount {
    let head = ranked.head
    let name = head.distinction.map { "\(head.name) (\($0))" } ?? head.name
    return NameCount(
      key: head.id, name: name, kind: head.kind, stories: Int(ranked.stories),
      mentions: Int(ranked.mentions), isSure: head.isSure, tier: head.tier)
  }
}
