// Names joined as they are found, and what can be asked of them.
package import StoryParsing
import Synchronization

extension Shelf {
  /// Who is who, and what of it the contents do not have yet.
  struct Joining {
    var following = Following()
    var roleNumbers: [String: Int32] = [:]
    /// Stories whose names are not joined yet.
    var unsettled = 0
    var spellings: [Following.NewSpelling] = []
  }

  /// So many stories' names at least are joined at once, unless somebody asks before.
  private static let batch = 64
  /// Among many, a part of them: what each joining looks at again grows with what is there.
  private static let part = 4

  /// What is on the shelf, with all names joined that were noted.
  var contents: ShelfContents { settled { _, contents in contents } }

  /// Joins what was noted, then asks.
  func settled<Answer: Sendable>(_ ask: (Following, ShelfContents) -> Answer) -> Answer {
    joining.withLock { joining in
      settle(&joining)
      return ask(joining.following, state.withLock { $0.contents })
    }
  }

  private func settle(_ joining: inout Joining) {
    joining.following.settle()
    let (names, spellings) = (joining.following.names, joining.spellings)
    (joining.unsettled, joining.spellings) = (0, [])
    state.withLock { state in
      state.contents.names = names
      for new in spellings { state.contents.spellings.append(new.text, of: new.strand) }
    }
  }

  // MARK: Noting

  /// Keeps of an analysis who is named and how often, and the byline it found.
  package func noteNames(_ number: Int, _ analysis: Analysis) {
    guard var shelved = shelved(number) else { return }
    if shelved.note(analysis) {
      state.withLock { state in
        state.contents.stories.change(number) { $0 = shelved }
        state.contents.heads.append(shelved.byline, of: number)
      }
    }
    noteNames(number, analysis.entities.map(StoryName.init))
    notePlaces(number, analysis)
  }

  /// Who a story names; what was noted of it before stands.
  package func noteNames(_ number: Int, _ names: [StoryName]) {
    joining.withLock { joining in
      let noted = state.withLock { state -> (place: StoryPlace, analysed: Int)? in
        guard state.contents.stories.indices.contains(number),
          !state.contents.analysed.contains(number)
        else { return nil }
        state.contents.analysed.insert(number)
        state.analysed += 1
        return (StoryPlace(state.contents.stories[number].story), state.analysed)
      }
      guard let noted else { return }
      joining.spellings += joining.following.take(number, names, at: noted.place)
      joining.unsettled += 1
      if joining.unsettled >= max(Self.batch, noted.analysed / Self.part) { settle(&joining) }
    }
  }

  /// Changes a story, whose names are not known any more.
  func forgetNames(of number: Int, change: (inout State) -> Void) {
    joining.withLock { joining in
      let wasAnalysed = state.withLock { state in
        change(&state)
        guard state.contents.analysed.contains(number) else { return false }
        state.contents.analysed.remove(number)
        state.analysed -= 1
        return true
      }
      guard wasAnalysed else { return }
      joining.following.forget(number)
      settle(&joining)
    }
  }

  // MARK: Asking

  /// Stories that name somebody, in order of number, with the number of mentions.
  ///
  /// - Parameter key: `FollowedName.id`, or one that the name had before it was joined.
  package func locate(name key: String) -> [(story: Int, mentions: Int)] {
    let (contents, home) = settled { following, contents in (contents, following.home(of: key)) }
    return home.map(contents.locate) ?? []
  }

  /// The keys of names that are commonly spelled so, of one kind or any.
  package func keys(of name: String, _ kind: EntityKind?) -> [String] {
    contents.keys(of: folded(name), kind)
  }

  /// The names of some stories: those of most stories first, then of most mentions, then by name.
  package func names(of shown: [Int32]) -> [NameCount] { contents.names(of: shown) }

  /// Who is who at this moment.
  package var followed: FollowedNames { contents.names }

  /// A name with all that is known of it.
  package func name(_ id: String) -> FollowedName? {
    settled { following, _ in following.name(id) }
  }

  /// The id that a name has now; the same where nobody is called so.
  package func id(of name: String) -> String {
    settled { following, _ in
      following.home(of: name).flatMap { following.names.heads[$0]?.id } ?? name
    }
  }

  /// What the reader says of names.
  package var corrections: [Correction] { joining.withLock { $0.following.corrections } }

  package func correct(_ corrections: [Correction]) {
    joining.withLock { joining in
      joining.following.correct(corrections)
      settle(&joining)
    }
    usual.withLock { $0 = nil }
  }

  /// The correction that makes a change; nil where nobody is called so, or nothing would change.
  package func correction(for change: NameChange) -> Correction? {
    settled { following, contents in
      following.correction(for: change) { contents.stories[$0].story.id.name }
    }
  }

  /// The ids of names that the reader has vouched for.
  package var confirmed: Set<String> { contents.names.confirmed }

  /// An analysis of a story with its names as they are joined now.
  package func followed(_ analysis: Analysis, of number: Int) -> Analysis {
    analysis.followed(as: contents.names.names(in: number))
  }

  /// The same with the names that are joined by now; waits for nobody.
  package func followedSoFar(_ analysis: Analysis, of number: Int) -> Analysis {
    let names = state.withLock { $0.contents.names }
    return analysis.followed(as: names.names(in: number))
  }

  /// A filter with who its names are now. One that asks for no name waits for none.
  func ready(_ filter: StoryFilter) -> (ShelfContents, ReadyFilter) {
    guard !filter.included.isEmpty || !filter.excluded.isEmpty || !filter.words.isEmpty else {
      let ready = ReadyFilter(filter: filter, included: [], excluded: [])
      return (state.withLock { $0.contents }, ready)
    }
    return settled { following, contents in
      let included = filter.included.map(following.home)
      let ready = ReadyFilter(
        filter: filter, included: included.contains(nil) ? nil : included.compactMap(\.self),
        excluded: filter.excluded.compactMap(following.home))
      return (contents, ready)
    }
  }
}
