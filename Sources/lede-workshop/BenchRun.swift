// One run of the bench: the programs, their files, and the files' stories.
import Glibc

/// What the chapters of the bench share.
final class BenchRun {
  let lede: String?
  let peers: [Peer]
  let folder: BenchFolder
  private var written: [Int: BenchStories] = [:]

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

  /// lede with these arguments, as `make install` puts it down.
  func ledeInvocation(_ arguments: String...) -> Invocation? {
    lede.map { folder.invocation([$0] + arguments) }
  }

  /// Says on standard error what goes on, since a run takes minutes.
  func progress(_ text: String) {
    let line = "bench: \(text)\n"
    _ = write(STDERR_FILENO, line, line.utf8.count)
  }
}
