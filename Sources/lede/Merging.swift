// What a refresh brings onto the shelf: new stories, and new texts of old ones.
import FoundationEssentials
import StoryParsing
import StoryQuery
import StorySources
import Synchronization

/// Knows every story of the shelf by its id, so that none comes twice.
final class Merging: Sendable {
  struct Merged: Sendable {
    var new: [Int] = []
    var rewritten: [Int] = []
    var added: Int { new.count }
    var isNews: Bool { !new.isEmpty || !rewritten.isEmpty }
  }

  private struct Known: Sendable {
    let number: Int
    let text: Int
  }

  private struct State: Sendable {
    var known: [Story.ID: Known] = [:]
    /// Stories of the shelf before this number are known.
    var seen = 0
  }

  private let shelf: Shelf
  private let state = Mutex(State())

  init(_ shelf: Shelf) { self.shelf = shelf }

  /// Takes all of a refresh in; what is gone from its source stays on the shelf.
  func take(_ gathered: Gathered) -> Merged {
    take(gathered.stories, starred: gathered.starred)
  }

  func take(_ stories: [Story], starred: Set<Story.ID> = []) -> Merged {
    state.withLock { state in
      catchUp(&state)
      var merged = Merged()
      for story in stories {
        let text = story.text.hashValue
        if let known = state.known[story.id] {
          guard known.text != text else { continue }
          // What was fetched whole is not lost to the teaser that comes again.
          if let whole = shelf.story(known.number), story.isStub(of: whole) { continue }
          shelf.replace(known.number, with: story)
          state.known[story.id] = Known(number: known.number, text: text)
          merged.rewritten.append(known.number)
        } else {
          let number = shelf.add(story, arrived: Date())
          state.known[story.id] = Known(number: number, text: text)
          if starred.contains(story.id) { shelf.mark([number], .starred, true) }
          merged.new.append(number)
        }
      }
      return merged
    }
  }

  /// Puts the whole text of a story in its teaser's place; what its source gave stays known.
  func rewrite(_ number: Int, with story: Story) {
    state.withLock { state in
      catchUp(&state)
      shelf.replace(number, with: story)
    }
  }

  /// Learns the stories that came another way.
  private func catchUp(_ state: inout State) {
    while let story = shelf.story(state.seen) {
      state.known[story.id] = Known(number: state.seen, text: story.text.hashValue)
      state.seen += 1
    }
  }
}
