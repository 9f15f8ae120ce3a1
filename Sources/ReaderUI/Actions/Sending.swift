// Text taken elsewhere: copied, saved, piped, opened in another program.
import FoundationEssentials
import StoryParsing
import StoryQuery

extension AppState {
  /// The sentence of the current name or match, else the first whole one on the screen.
  private var pointedSentence: TextRange? {
    guard let analysis = text.analysis, let visible = text.visibleRange else { return nil }
    let match = text.currentMatch.map { text.matches[$0].start }
    let offset = [search.isFollowed ? match : current?.offset, current?.offset, match]
      .compactMap { $0 }.first { visible.contains($0) }
    if let offset, let sentence = analysis.sentences.first(where: { $0.contains(offset) }) {
      return sentence
    }
    return analysis.sentences.first { visible.contains($0) }
      ?? analysis.sentences.first { visible.overlaps($0) }
  }

  mutating func copySentence(citing: Bool) -> [Effect] {
    if let passage = selectedPassage { return [.copyPassage(passage, citing: citing)] }
    guard let story = text.story, let range = pointedSentence else {
      notice = Notice("No sentence on the screen to copy")
      return []
    }
    let sentence = String(story.text[range])
    notice = Notice("Copied “\(sentence)”" + (citing ? " with its source" : ""))
    return [.copy(citing ? Citation(of: range, in: story).text : sentence)]
  }

  // MARK: Saving and piping

  mutating func promptForSaving() -> [Effect] {
    if view?.kind == .concordance {
      let name = fileName(for: following.name?.name ?? "sentences")
      return prompt(.save, text: name + ".txt")
    }
    if view?.kind == .quotations {
      let name = quoting.key == nil ? "quotations" : fileName(for: quoting.name + " quotations")
      return prompt(.save, text: name + ".txt")
    }
    let applies = appliesToSelection
    let headline = pointedStory.flatMap { list.listings[$0]?.headline } ?? "story"
    let name = applies ? "stories.jsonl" : fileName(for: headline) + ".txt"
    return prompt(.save, text: name)
  }

  /// A file name made of a headline: letters and digits, in lower case, with hyphens.
  func fileName(for headline: String) -> String {
    let words = headline.lowercased().split { !($0.isLetter || $0.isNumber) }
    let name = words.prefix(8).joined(separator: "-").prefix(60)
    return name.isEmpty ? "story" : String(name)
  }

  mutating func save(_ stories: [Int], as path: String) -> [Effect] {
    guard !path.isEmpty else { return [] }
    if let view, view.kind == .concordance || view.kind == .quotations {
      return [.saveCitations(passages(of: view.shown), path: path)]
    }
    guard !stories.isEmpty else { return [] }
    return [.save(stories: stories, path: path)]
  }

  mutating func pipe(_ stories: [Int], to command: String) -> [Effect] {
    call(command, with: stories, name: "|").map { [.pipe(stories: stories, to: $0)] } ?? []
  }

  mutating func send(_ stories: [Int], to command: String) -> [Effect] {
    call(command, with: stories, name: ":send").map { [.send(stories: stories, to: $0)] } ?? []
  }

  mutating func askForProgram() -> [Effect] {
    notice = Notice("Type what it goes to: :send PROGRAM {title} {link}")
    return prompt(.command, text: "send ")
  }

  private mutating func call(
    _ command: String, with stories: [Int], name: String
  ) -> ProgramCall? {
    do {
      let arguments = try splitWords(command)
      guard !arguments.isEmpty else { return nil }
      guard !stories.isEmpty else {
        notice = Notice("No story is selected")
        return nil
      }
      var pointed: [ProgramCall.Part: String] = [:]
      if text.number == stories.first, let story = text.story, let range = pointedSentence {
        pointed[.sentence] = String(story.text[range])
      }
      pointed[.name] = current?.name
      let call = ProgramCall(arguments, pointed: pointed)
      guard stories.count == 1 || !call.namesParts else {
        notice = Notice(
          "\(name) \(command): {…} is a part of one story, and \(grouped(stories.count)) are meant",
          isError: true)
        return nil
      }
      return call
    } catch {
      notice = Notice("\(name) \(command): \(error.sentence)", isError: true)
      return nil
    }
  }

  /// Has the program of the settings told of new stories.
  func announce(_ stories: Int) -> [Effect] {
    guard !preferences.onNew.isEmpty, stories > 0 else { return [] }
    return [
      .announce(
        arguments: preferences.onNew.map { $0.replacing("{count}", with: String(stories)) })
    ]
  }

  /// Opens the story's page, or one of the links in it by its number.
  mutating func browseLink(number: Int?) -> [Effect] {
    guard let story = text.story, text.number == pointedStory || focus != .list else {
      notice = Notice("Open the story first")
      return []
    }
    if let number {
      let links = links(of: story)
      guard links.indices.contains(number - 1) else {
        let count = counted(links.count, "link", "links")
        notice = Notice("This story has " + (links.isEmpty ? "no links" : "\(count); L lists them"))
        return []
      }
      return browse(links[number - 1].address)
    }
    guard let address = story.address else {
      notice = Notice("This story has no page; L lists the links in it")
      return []
    }
    return browse(address)
  }

  mutating func browse(_ address: String) -> [Effect] {
    guard let link = URL(string: address), let scheme = link.scheme?.lowercased(),
      scheme == "http" || scheme == "https"
    else {
      notice = Notice("The link is no web address, so it is not opened", isError: true)
      return []
    }
    return [.browse(link)]
  }

  // MARK: Links

  /// The links in a story's text, in order, each address once.
  private func links(of story: Story) -> [(words: String, address: String)] {
    var seen: Set<String> = []
    return story.markup.compactMap { mark in
      guard case .link(let address) = mark.kind, seen.insert(address).inserted else { return nil }
      return (String(story.text[mark.range]), address)
    }
  }

  mutating func showLinks() -> [Effect] {
    guard let story = text.story, text.number == pointedStory || focus != .list else {
      notice = Notice("Open the story first")
      return []
    }
    let links = links(of: story)
    guard !links.isEmpty else {
      notice = Notice("There are no links in this story")
      return []
    }
    let rows = links.enumerated().map { index, link in
      RowsView.Row(
        label: "\(index + 1) \(link.words)", detail: link.address, choice: .link(link.address))
    }
    show(RowsView(.links, title: "Links: Enter opens one; in the text, N o does", rows: rows))
    return []
  }
}
