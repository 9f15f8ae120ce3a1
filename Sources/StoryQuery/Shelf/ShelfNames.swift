// Who is named in the shown stories.
import StoryParsing

extension ShelfContents {
  /// The names of some stories: those of most stories first, then of most mentions, then by name.
  func names(of shown: [Int32]) -> [NameCount] {
    let shown = NumberSet(shown)
    let named = names.indices.compactMap { number -> Ranked? in
      var (count, mentions) = (Int32(0), Int32(0))
      for use in names[number].uses where shown.contains(Int(use.story)) {
        count += 1
        mentions &+= use.mentions
      }
      guard count > 0 else { return nil }
      return Ranked(number: number, stories: count, mentions: mentions, start: nameStart(number))
    }
    return named.sorted { precedes($0, $1) }.map(nameCount)
  }

  /// A name with all that usually decides its place.
  private struct Ranked {
    let number: Int
    let stories: Int32
    let mentions: Int32
    /// Its first eight bytes folded, as a number that sorts as they do.
    let start: UInt64
  }

  private func nameStart(_ number: Int) -> UInt64 {
    var start: UInt64 = 0
    for offset in 0..<8 {
      start = start << 8 | UInt64(names[number].fold.dropFirst(offset).first ?? 0)
    }
    return start
  }

  private func precedes(_ one: Ranked, _ other: Ranked) -> Bool {
    if one.stories != other.stories { return one.stories > other.stories }
    if one.mentions != other.mentions { return one.mentions > other.mentions }
    if one.start != other.start { return one.start < other.start }
    let (first, second) = (names[one.number].fold, names[other.number].fold)
    return first == second
      ? names[one.number].key < names[other.number].key
      : first.lexicographicallyPrecedes(second)
  }

  private func nameCount(_ ranked: Ranked) -> NameCount {
    let name = names[ranked.number]
    return NameCount(
      key: name.key, name: name.name, kind: name.kind, stories: Int(ranked.stories),
      mentions: Int(ranked.mentions), isSure: name.isSure)
  }
}
