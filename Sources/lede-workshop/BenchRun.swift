// One run of the bench: the programs, their files, and the files' stories.
import Glibc

/// What the chapters of the bench share.
final class BenchRun {
  let lede: String?
  let peers: [Peer]
  let folder: BenchFolder
  private var written: [Int: BenchStories] = [:]
  /// lede with very many stories, once all are read and all names found.
  private var loaded: BenchTerminal?

  init(lede: String?, peers: [Peer], folder: BenchFolder) {
    (self.lede, self.peers, self.folder) = (lede, peers, folder)
  }

  /// So many stories in every format, written when first asked for.
  func stories(_ count: Int) throws -> BenchStories {
    if let stories = written[count] { return stories }
    let stories = try BenchStories(count, into: folder)
    written[count] = stories
    return stories
  }

  /// lede with all these stories read and all their names found: one for several chapters, since
  /// that takes long.
  func loadedLede(_ lede: String, _ count: Int) throws -> BenchTerminal {
    if let loaded { return loaded }
    progress("lede reads \(count) stories")
    let terminal = try BenchTerminal(folder.invocation([lede, "--fresh", stories(count).lines]))
    try keepLoaded(terminal)
    return terminal
  }

  /// Waits until lede has read all and found all names; gives how long that took.
  @discardableResult func keepLoaded(_ terminal: BenchTerminal) throws -> Duration? {
    loaded = terminal
    return try terminal.rest(quiet: .seconds(2), patience: .seconds(10)).last
  }

  /// Says on standard error what goes on, since a run takes minutes.
  func progress(_ text: String) {
    let line = "bench: \(text)\n"
    _ = write(STDERR_FILENO, line, line.utf8.count)
  }
}
