// What the reader asks of stories and names: texts, places, searches, views of a name.
import Dispatch
import ReaderUI
import StoryParsing
import StoryQuery
import Synchronization

extension NewsDesk {
  func load(_ number: Int) {
    if number < 0 { return loadKept(number) }
    guard let story = shelf.story(number) else { return }
    if let analysis = analyses[number] {
      return post(.storyLoaded(number: number, story, shelf.followedSoFar(analysis, of: number)))
    }
    loads.stop()
    // The first analysis of all waits for the word lists, and no key should.
    if story.text.utf8.count <= Self.shortText, shelf.analysed > 0 {
      return analyzeAndPost(story, number)
    }
    loads.run { [self] isReplaced in
      if !isReplaced() { analyzeAndPost(story, number) }
    }
  }

  func analyzeAndPost(_ story: Story, _ number: Int) {
    let analysis = analyze(story)
    analyses.keep(analysis, of: number)
    let shown = shelf.followedSoFar(analysis, of: number)
    post(.storyLoaded(number: number, story, shown))
    // Names may be being joined, for which no text waits.
    noting.async { [self] in
      // Its source may have rewritten it since.
      guard shelf.story(number)?.text == story.text else { return }
      shelf.noteNames(number, analysis)
      let joined = shelf.followed(analysis, of: number)
      if joined.entities != shown.entities { post(.identified(number: number, joined)) }
      noteAnalysed()
      names.withLock { $0 }?.start()
    }
  }

  /// What is in a story; what was found for a list is not kept, so that what was read last is.
  func analysis(of story: Story, _ number: Int) -> Analysis { analyses[number] ?? analyze(story) }

  func answer(_ event: Event) { post(event) }

  /// What the archive has of a story from before it was rewritten, the oldest first.
  func keptTexts(of story: Story.ID) -> [String] { recall.earlierTexts(of: story) }

  func locate(_ name: String) {
    locations.run { [self] isReplaced in
      let places = shelf.locate(name: name).map {
        Event.NameInStory(story: $0.story, mentions: $0.mentions)
      }
      if !isReplaced() { post(.located(name: name, id: shelf.id(of: name), places)) }
    }
  }

  func match(_ request: Int, _ sought: Sought, _ numbers: [Int32]) {
    matches.run { [self] isReplaced in
      let stories = shelf.match(sought, in: numbers)
      if !isReplaced() { post(.matched(request: request, stories: stories)) }
    }
  }

  func search(
    _ request: Int, _ sought: Sought, _ numbers: [Int32], beyond isBeyond: Bool
  ) {
    searches.run { [self] isReplaced in
      let end = shelf.search(
        sought, in: numbers, limit: Effect.mostHits, isCancelled: isReplaced,
        deliver: { [post] hits in
          if !isReplaced() { post(.found(request: request, hits: hits, isComplete: false)) }
        })
      guard end != .cancelled, !isReplaced() else { return }
      let hits = isBeyond && end == .complete ? hitsBeyond(sought, isReplaced) : []
      post(.found(request: request, hits: hits, isComplete: true))
    }
  }

  /// Works on a name; the first of it is there at once, the rest as it is found.
  func follow(_ request: FollowRequest) {
    follows.run { [self] isReplaced in
      shelf.follow(request, isCancelled: isReplaced) { followed, isComplete in
        guard !isReplaced() else { return }
        post(.followed(request: request.request, followed, isComplete: isComplete))
      }
    }
  }

  func citation(_ passage: Passage) -> Citation? {
    shelf.citation(passage.sentence, mention: passage.mention, of: passage.story)
  }

  func save(_ numbers: [Int], _ path: String) {
    let stories = numbers.compactMap(story)
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      post(outside.save(stories, as: path))
    }
  }
}
