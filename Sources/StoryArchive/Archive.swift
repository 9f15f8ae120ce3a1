// The archive: every story kept, in one SQLite file.
import GRDB
package import StoryParsing

/// The stories that were kept and what the reader did with stories, in one file or in memory.
///
/// Any thread may use it at any time, and any number of processes may use one file. Reading never
/// waits for writing; writing waits for other programs' writing, two seconds at most.
package struct Archive: Sendable {
  /// The file, or what stands for it in sentences.
  package let path: String
  /// Whether what is written is still there after this run.
  package let isKept: Bool
  /// Whether nothing can be written: the file is of a newer lede, or its place is not for writing.
  package let isReadOnly: Bool
  let database: any DatabaseWriter

  init(path: String, isKept: Bool, isReadOnly: Bool, _ database: any DatabaseWriter) {
    self.path = path
    self.isKept = isKept
    self.isReadOnly = isReadOnly
    self.database = database
  }

  /// Seconds that writing waits for another program's.
  static let patience = 2.0

  /// Reads from one moment's state.
  func read<Answer>(_ body: (Database) throws -> Answer) throws(ArchiveError) -> Answer {
    do { return try database.read(body) } catch { throw ArchiveError(error, path: path) }
  }

  /// Writes all of something or nothing.
  func write<Answer>(_ body: (Database) throws -> Answer) throws(ArchiveError) -> Answer {
    guard !isReadOnly else { throw ArchiveError(.readOnly, "\(path) cannot be written") }
    do { return try database.write(body) } catch { throw ArchiveError(error, path: path) }
  }
}

/// Stories that came from a source at one time: all of them are kept, or none.
package struct Refresh: Sendable {
  /// What `Story.ID.source` is for all of them.
  package var source: String
  package var title: String
  package var stories: [Story]
  /// What is to be remembered of the source itself, such as when it was last asked; an empty value
  /// is forgotten.
  package var facts: [String: String]
  /// The names, as in `Story.ID`, of stories that come with a star, and tags by those names.
  package var starred: Set<String> = []
  package var tags: [String: [String]] = [:]
  /// Whether stories that it rewrites are unread again.
  package var rereads = false

  package init(
    source: String, title: String = "", stories: [Story], facts: [String: String] = [:]
  ) {
    self.source = source
    self.title = title
    self.stories = stories
    self.facts = facts
  }
}

/// What became of the stories of a refresh; numbers are the archive's own of stories.
package struct Saved: Hashable, Sendable {
  package var added: [Int64] = []
  package var rewritten: [Int64] = []
  package var unchanged = 0

  package init() {}
}
