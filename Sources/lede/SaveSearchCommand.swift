// `lede save-search`: searches kept under a name.
import ArgumentParser
import FoundationEssentials
import ReaderUI
import StoryArchive
import StoryQuery

/// `lede save-search NAME QUERY`
struct SaveSearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "save-search", abstract: "Keep a search under a name, or list those kept.",
    discussion: """
      Without a query, the saved searches are listed: name, unread stories, stories and query. They \
      lie in searches.txt, beside the settings, a line each: NAME: QUERY. \
      Exit codes: 0 fine, 1 no search is saved, 2 wrong use, 4 the file cannot be written.
      """)

  @Flag(help: "Take the named search out.") var remove = false
  @Argument(help: "What to call it.") var name: String?
  @Argument(parsing: .allUnrecognized, help: "The query.") var query: [String] = []

  func run() throws {
    guard var searches = SavedSearches(environment: environment) else {
      say("there is no folder for searches.txt; set HOME or XDG_CONFIG_HOME")
      throw ExitCode.allFailed
    }
    let query = query.filter { $0 != "--" }.joined(separator: " ")
    do throws(SavedSearches.Trouble) {
      switch (name, query.isEmpty, remove) {
      case (let name?, _, true): try searches.remove(name)
      case (let name?, false, false):
        try searches.save(SavedSearch(name: name, query: query))
      case (_, true, false): break
      case (nil, _, _): throw SavedSearches.Trouble(sentence: "which search? give its name")
      }
    } catch {
      say(error.sentence)
      throw error.isOfFile ? ExitCode.allFailed : ExitCode.wrongUse
    }
    if query.isEmpty, !remove { try list(searches) }
  }

  private func list(_ searches: SavedSearches) throws {
    guard !searches.all.isEmpty else { throw ExitCode.nothingToShow }
    let archive = try? openArchive(isMade: false)
    for search in searches.all {
      let counts = (try? Query(search.query, today: Date())).flatMap { query in
        archive.flatMap { try? $0.counts(of: query) }
      }
      let fields = [
        search.name, counts.map { "\($0.unread)" } ?? "",
        counts.map { "\($0.stories)" } ?? "", search.query,
      ]
      print(fields.map(cleanField).joined(separator: "\t"))
    }
  }
}
