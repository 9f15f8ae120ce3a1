// Keeping where stories name whom.
import StoryParsing
import Synchronization

extension Shelf {
  /// Keeps where a story names whom; what was kept of it before stands.
  func notePlaces(_ number: Int, _ analysis: Analysis) {
    state.withLock { state in
      guard state.contents.places.indices.contains(number),
        state.contents.places[number].isEmpty
      else { return }
      let places = state.places(of: analysis, in: number)
      state.contents.places.change(number) { $0 = places }
    }
  }

  /// Where a story names whom; found now where its names were taken from elsewhere.
  func places(of number: Int32, in contents: ShelfContents) -> StoryPlaces {
    let kept = contents.places[Int(number)]
    guard kept.isEmpty, let story = story(Int(number)) else { return kept }
    notePlaces(Int(number), analyze(story))
    return state.withLock { $0.contents.places[Int(number)] }
  }
}

extension Shelf.State {
  fileprivate mutating func places(of analysis: Analysis, in story: Int) -> StoryPlaces {
    let roles = analysis.entities.map { $0.roles.map { number(ofRole: $0) } }
    return StoryPlaces(analysis, entities: entities(of: analysis, in: story), roles: roles)
  }

  /// The place of each entity among the story's names, which an archive may give in another order.
  private func entities(of analysis: Analysis, in story: Int) -> [Int32] {
    let names = following.names
    guard names.entities.indices.contains(story) else { return analysis.entities.map { _ in -1 } }
    let keys = names.entities[story].map { $0 < 0 ? "" : names.form(of: $0).key }
    return analysis.entities.enumerated().map { index, entity in
      if keys.indices.contains(index), keys[index] == entity.key { return Int32(index) }
      return keys.firstIndex(of: entity.key).map { Int32($0) } ?? -1
    }
  }

  private mutating func number(ofRole words: String) -> Int32 {
    if let number = roleNumbers[words] { return number }
    let number = Int32(clamping: contents.roles.count)
    contents.roles.append(words)
    roleNumbers[words] = number
    return number
  }
}
