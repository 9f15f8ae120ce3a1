// Keeping where stories name whom.
import StoryParsing
import Synchronization

extension Shelf {
  /// Keeps where a story names whom; what was kept of it before stands.
  func notePlaces(_ number: Int, _ analysis: Analysis) {
    joining.withLock { joining in
      let entities = joining.entities(of: analysis, in: number)
      state.withLock { state in
        guard state.contents.places.indices.contains(number),
          state.contents.places[number].isEmpty
        else { return }
        let roles = analysis.entities.map { entity in
          entity.roles.map { joining.number(ofRole: $0, in: &state.contents.roles) }
        }
        let places = StoryPlaces(analysis, entities: entities, roles: roles)
        state.contents.places.change(number) { $0 = places }
      }
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

extension Shelf.Joining {
  /// The place of each entity among the story's names, which an archive may give in another order.
  fileprivate func entities(of analysis: Analysis, in story: Int) -> [Int32] {
    let names = following.names
    guard names.entities.indices.contains(story) else { return analysis.entities.map { _ in -1 } }
    let keys = names.entities[story].map { $0 < 0 ? "" : names.form(of: $0).key }
    return analysis.entities.enumerated().map { index, entity in
      if keys.indices.contains(index), keys[index] == entity.key { return Int32(index) }
      return keys.firstIndex(of: entity.key).map { Int32($0) } ?? -1
    }
  }

  fileprivate mutating func number(ofRole words: String, in roles: inout Chunked<String>) -> Int32 {
    if let number = roleNumbers[words] { return number }
    let number = Int32(clamping: roles.count)
    roles.append(words)
    roleNumbers[words] = number
    return number
  }
}
