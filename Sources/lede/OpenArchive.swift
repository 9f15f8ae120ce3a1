// The archive for commands, and stories that are taken into it.
import ArgumentParser
import FoundationEssentials
import Glibc
import StoryArchive
import StoryParsing
import StoryQuery
import StorySources

/// The reader's own archive.
///
/// - Parameter isMade: whether one is made where there is none yet.
func openArchive(isMade: Bool) throws -> Archive {
  guard let folder = DataFolder(environment: environment) else {
    say("there is no place for an archive: HOME names no folder")
    throw ExitCode.allFailed
  }
  guard isMade || access(folder.archive, F_OK) == 0 else {
    throw noStories()
  }
  let opening = Archive.open(folder.archive, at: Date(), tell: say)
  opening.notices.forEach(say)
  return opening.archive
}

/// The archive, of whose stories something is asked; without any there is nothing to ask.
func openArchiveWithStories() throws -> Archive {
  let archive = try openArchive(isMade: false)
  guard try reporting({ () throws(ArchiveError) in try archive.hasStories }) else {
    throw noStories()
  }
  return archive
}

private func noStories() -> ExitCode {
  say("no story is kept yet; lede keep PATH keeps those of files and folders")
  return ExitCode.nothingToShow
}

/// Does something with the archive; what goes wrong is one sentence and an exit code.
func reporting<Answer>(_ body: () throws(ArchiveError) -> Answer) throws -> Answer {
  do throws(ArchiveError) {
    return try body()
  } catch {
    say(error.sentence)
    throw ExitCode.allFailed
  }
}

/// The query that words of the command line make; nobody types on there, so it must be whole.
func readQuery(_ words: [String]) throws -> Query {
  let typed = words.joined(separator: " ")
  do throws(QueryError) {
    return try Query(typed, today: Date(), isWhole: true)
  } catch {
    say("\(typed): \(error.sentence)")
    throw ExitCode.wrongUse
  }
}

extension Story.ID {
  /// The same story's as one of a source that many files belong to.
  func kept(in source: String) -> Story.ID {
    self.source == source ? self : Story.ID(source: source, name: "\(self.source)#\(name)")
  }
}

extension Story {
  /// The same story as one of a source that many files belong to.
  func kept(in source: String) -> Story {
    guard id.source != source else { return self }
    return Story(
      id: id.kept(in: source), text: text, markup: markup,
      byline: byline, published: published, source: self.source, address: address, updated: updated,
      language: language, extra: extra, enclosures: enclosures, content: content)
  }
}
