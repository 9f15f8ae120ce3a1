// The programs that lede is held against: how each is started, and its keys for the same things.
import Glibc

/// What is measured in every program that has it.
enum Gesture: String, CaseIterable {
  case row = "next row of the list"
  case listPage = "a page of the list"
  case line = "a line of text"
  case page = "a page of text"
  case searchKey = "a key in a search"
}

/// Keys that do one thing many times over.
struct Keys: Sendable {
  /// Not measured: what leads there.
  var before: [String] = []
  /// Measured one by one.
  let measured: [String]
}

/// A program beside lede.
struct Peer: Sendable {
  let name: String
  /// How it opens these stories; nil where it cannot.
  let open: @Sendable (BenchStories, BenchFolder) throws -> Invocation
  let keys: [Gesture: Keys]
  /// What leads from the first screen to the list.
  var before: [String] = []
  /// Several kinds of key, for the latency of all.
  let mixed: [String]

  /// The peers that are installed.
  static var installed: [Peer] {
    [less, newsboat, tig, fzf, sfeed].filter { findProgram($0.name) != nil }
  }

  private static let less = Peer(
    name: "less",
    open: { stories, folder in
      folder.invocation([try path("less"), "--incsearch", stories.text])
    },
    keys: [
      .line: Keys(measured: times("j", 25)),
      .page: Keys(measured: times(" ", 20)),
      .searchKey: Keys(before: ["g", "/"], measured: letters("government said")),
    ],
    mixed: ["j", "k", "j", " ", "j", "b"])

  private static let newsboat = Peer(
    name: "newsboat",
    open: { stories, folder in
      let (urls, cache) = (folder["urls-\(stories.count)"], folder["cache-\(stories.count)"])
      let config = folder["newsboat"]
      let arguments = [try path("newsboat"), "-u", urls, "-c", cache, "-C", config]
      if access(cache, F_OK) != 0 {
        try BenchFile(urls).write("file://\(stories.feed)\n")
        try BenchFile(config).write("article-sort-order date-asc\nauto-reload no\n")
        try run(folder.invocation(arguments + ["-x", "reload"]))
      }
      return folder.invocation(arguments)
    },
    keys: [
      .row: Keys(before: ["\r"], measured: times("j", 25)),
      .listPage: Keys(before: ["\r"], measured: times("\u{1b}[6~", 5)),
      .line: Keys(before: ["\r", "\u{1b}OH", "\r"], measured: times("\u{1b}OB", 25)),
      .page: Keys(before: ["\r", "\u{1b}OH", "\r"], measured: times("\u{1b}[6~", 12)),
      .searchKey: Keys(before: ["\r", "/"], measured: letters("government said")),
    ],
    before: ["\r"], mixed: ["j", "j", "k", "j", "\u{1b}[6~", "\u{1b}[5~"])

  private static let tig = Peer(
    name: "tig",
    open: { stories, folder in
      let repository = folder["repository-\(stories.count)"]
      if access(repository, F_OK) != 0 {
        let git = try path("git")
        try run(folder.invocation([git, "init", "-q", "-b", "main", repository]))
        let fill = [git, "-C", repository, "fast-import", "--quiet"]
        try run(folder.invocation(fill, input: stories.history))
      }
      return folder.invocation([try path("tig"), "-C", repository])
    },
    keys: [
      .row: Keys(measured: times("j", 25)),
      .listPage: Keys(measured: times(" ", 5)),
      .searchKey: Keys(before: ["/"], measured: letters("government said")),
      .line: Keys(before: ["\r", "O"], measured: times("j", 60)),
      .page: Keys(before: ["\r", "O"], measured: times(" ", 20)),
    ],
    mixed: ["j", "j", "k", "j", " ", "b"])

  private static let fzf = Peer(
    name: "fzf",
    open: { stories, folder in
      folder.invocation([try path("fzf"), "--reverse"], input: stories.headlines)
    },
    keys: [
      .row: Keys(measured: times("\u{1b}[B", 25)),
      .listPage: Keys(measured: times("\u{1b}[6~", 5)),
      .searchKey: Keys(measured: letters("government said")),
    ],
    mixed: ["\u{1b}[B", "\u{1b}[B", "\u{1b}[A", "a", "\u{7f}", "\u{1b}[6~"])

  private static let sfeed = Peer(
    name: "sfeed_curses",
    open: { stories, folder in folder.invocation([try path("sfeed_curses"), stories.table]) },
    keys: [
      .row: Keys(before: ["\t"], measured: times("j", 25)),
      .listPage: Keys(before: ["\t"], measured: times(" ", 5)),
      .searchKey: Keys(before: ["\t", "/"], measured: letters("government said")),
    ],
    before: ["\t"], mixed: ["j", "j", "k", "j", " ", "b"])
}

func times(_ key: String, _ count: Int) -> [String] { Array(repeating: key, count: count) }

func letters(_ text: String) -> [String] { text.map { String($0) } }

private func path(_ name: String) throws -> String {
  guard let path = findProgram(name) else { throw BenchError("\(name) is not installed") }
  return path
}
