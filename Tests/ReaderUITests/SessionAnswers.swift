// The answers to a session's effects, from a real shelf.
import ReaderUI
import StoryParsing
import StoryQuery
import Synchronization

/// Stories on a shelf, analysed.
struct Answers {
  let stories: [Story]
  let analyses: [Analysis]
  private let shelf = Shelf()

  init(_ stories: [Story]) {
    self.stories = stories
    analyses = stories.map(analyze)
    for (story, analysis) in zip(stories, analyses) {
      shelf.noteNames(shelf.add(story), analysis)
    }
  }

  /// The event that answers an effect; nil for what leaves the reader.
  func event(for effect: Effect) -> Event? {
    switch effect {
    case .list(let request):
      let shown = shelf.list(request.filter, request.sort)
      return .listed(
        Event.Listed(
          request: request.request, shown: shown,
          names: request.wantsNames ? shelf.names(of: shown) : nil))
    case .listings(let numbers): return .listings(numbers.compactMap { shelf.listing($0) })
    case .load(let number):
      return .storyLoaded(
        number: number, stories[number], shelf.followed(analyses[number], of: number))
    case .identify(let number):
      return .identified(number: number, shelf.followed(analyses[number], of: number))
    case .change(let change):
      guard let correction = shelf.correction(for: change) else { return .failed("Nothing") }
      shelf.correct(shelf.corrections + [correction])
      return .corrected(correction, isNew: true)
    case .retract(let correction):
      shelf.correct(shelf.corrections.filter { $0 != correction })
      return .corrected(correction, isNew: false)
    case .locate(let name):
      let located = shelf.locate(name: name)
      return .located(
        name: name, id: shelf.id(of: name),
        located.map { Event.NameInStory(story: $0.story, mentions: $0.mentions) })
    case .match(let request, let sought, let shown):
      return .matched(request: request, stories: shelf.match(sought, in: shown))
    case .search(let request, let sought, let shown, _):
      return .found(request: request, hits: hits(of: sought, in: shown), isComplete: true)
    case .complete(let request, let field, let beginning):
      let kind: EntityKind? = field == .person ? .person : nil
      return .completed(
        request: request, shelf.names(beginning: beginning, kind: kind, limit: 50))
    case .quotations(let request, let name, let shown):
      return .quoted(request: request, words(of: name, in: shown), isComplete: true)
    case .compare(let request, let story, let others):
      let telling = Telling(stories[story], analyses[story])
      return .compared(
        request: request,
        others.map { other in
          compare(
            (story, telling), with: Telling(stories[other], analyses[other]),
            .copy(story: other, source: stories[other].source))
        })
    default: return nil
    }
  }

  /// What comes of work on a name, part by part.
  func follow(_ request: FollowRequest) -> [Event] {
    var events: [Event] = []
    shelf.follow(request) {
      events.append(.followed(request: request.request, $0, isComplete: $1))
    }
    return events
  }

  private func words(of name: String?, in shown: [Int32]) -> [QuotedWords] {
    shown.map { Int($0) }.flatMap { number in
      let analysis = shelf.followed(analyses[number], of: number)
      let named = name.map { key in
        Set(analysis.entities.indices.filter { analysis.entities[$0].key == key })
      }
      return quotedWords(in: stories[number], number: number, analysis, of: named)
    }
  }

  private func hits(of sought: Sought, in shown: [Int32]) -> [TextHit] {
    let found = Mutex<[TextHit]>([])
    _ = shelf.search(sought, in: shown) { hits in found.withLock { $0 += hits } }
    return found.withLock { $0 }
  }
}
