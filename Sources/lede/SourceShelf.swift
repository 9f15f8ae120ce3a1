// The reader's sources as they are kept: read from sources.toml, added to it, removed from it.
import Glibc
import ReaderUI
import StoryQuery
package import StorySources

/// Why sources.toml was not changed, in a sentence.
package struct SourcesTrouble: Error {
  package let sentence: String
}

/// sources.toml in the configuration folder; it is made when the first source is added.
package struct SourceShelf: Sendable {
  package let path: String
  private let home: String?
  /// The path as it is said.
  private let shownPath: String

  /// The reader's own; nil where no folder for settings can be named.
  package init?(environment: (String) -> String?) {
    guard let folder = ConfigFolder(environment: environment) else { return nil }
    self.init(path: folder.sources, home: environment("HOME"))
  }

  package init(path: String, home: String?) {
    (self.path, self.home) = (path, home)
    shownPath =
      home.map { path.hasPrefix($0 + "/") ? "~" + path.dropFirst($0.count) : path } ?? path
  }

  /// The sources, and what is wrong in the file; a missing file is an empty one.
  package func load() -> (sources: [NamedSource], notices: [String]) {
    do throws(FileTrouble) {
      let file = SourcesFile(try readSmallFile(path), path: shownPath, home: home)
      return (file.sources, file.notices)
    } catch {
      return ([], error.isAbsence ? [] : ["\(shownPath): \(error.sentence); it was left out"])
    }
  }

  private func text() throws(SourcesTrouble) -> String {
    do throws(FileTrouble) {
      return try readSmallFile(path)
    } catch {
      if error.isAbsence { return "" }
      throw SourcesTrouble(sentence: "\(shownPath): \(error.sentence); nothing was changed")
    }
  }

  // MARK: Changing

  /// Adds those that are not there yet; gives them.
  package func add(_ sources: [NamedSource]) throws(SourcesTrouble) -> [NamedSource] {
    let before = try text()
    let known = SourcesFile(before, path: shownPath, home: home).sources
    var ids = Set(known.map(\.id))
    let added = sources.filter { ids.insert($0.id).inserted }
    guard !added.isEmpty else { return [] }
    let after = SourceBlocks(before).adding(added.map(lines))
    try replace(with: after, expecting: known + added)
    return added
  }

  /// Removes a source, found by its name, its title or its place; gives it.
  package func remove(
    _ word: String, titles: [String: String] = [:]
  ) throws(SourcesTrouble) -> NamedSource {
    let before = try text()
    let sources = SourcesFile(before, path: shownPath, home: home).sources
    let source = try find(word, among: sources, titles: titles)
    let blocks = SourceBlocks(before)
    let number = blocks.blocks.firstIndex { $0.lines.lowerBound + 1 == source.line }
    guard let number else { throw unchanged }
    try replace(with: blocks.removing(number), expecting: sources.filter { $0.id != source.id })
    return source
  }

  /// The source that a word means.
  ///
  /// - Parameter titles: what sources call themselves, by `NamedSource.id`.
  package func find(
    _ word: String, among sources: [NamedSource], titles: [String: String] = [:]
  ) throws(SourcesTrouble) -> NamedSource {
    let ids = [word, Address(word)?.text, absolutePath(word)]
    let found = sources.filter { ($0.name ?? titles[$0.id]) == word || ids.contains($0.id) }
    if found.count == 1 { return found[0] }
    if found.count > 1 {
      throw SourcesTrouble(sentence: "“\(word)” is the name of several sources; give the address")
    }
    let nearest = nearestName(to: word, among: sources.map { $0.name ?? titles[$0.id] ?? $0.label })
    let hint = nearest.map { "; did you mean “\($0)”?" } ?? "; lede sources lists them"
    throw SourcesTrouble(sentence: "no source “\(word)”\(hint)")
  }

  private var unchanged: SourcesTrouble {
    SourcesTrouble(
      sentence: "\(shownPath) is written in a way that lede does not dare to change; edit it")
  }

  /// What a source is in the file.
  private func lines(_ source: NamedSource) -> [String] {
    var lines: [String] = []
    switch source.place {
    case .address(let address): lines.append("address = \(quotedForTOML(address.text))")
    case .path(let path):
      lines.append("\(isFolder(atPath: path) ? "folder" : "file") = \(quotedForTOML(path))")
    case .command(let words):
      lines.append("command = [\(words.map(quotedForTOML).joined(separator: ", "))]")
    }
    if let name = source.name { lines.append("name = \(quotedForTOML(cleanLine(name)))") }
    if let group = source.group { lines.append("group = \(quotedForTOML(cleanLine(group)))") }
    return lines
  }

  /// Puts the new text in the file's place, if it means what it should.
  private func replace(
    with text: String, expecting sources: [NamedSource]
  ) throws(SourcesTrouble) {
    let read = SourcesFile(text, path: shownPath, home: home).sources
    guard read.map(\.id) == sources.map(\.id) else { throw unchanged }
    do throws(FileError) {
      try replaceFile(path, holding: text)
    } catch {
      throw SourcesTrouble(sentence: "\(shownPath): \(error.sentence); nothing was changed")
    }
  }
}

/// A path from the root on, as it is kept.
package func absolutePath(_ path: String) -> String? {
  guard let real = realpath(path, nil) else { return nil }
  defer { free(real) }
  return String(cString: real)
}

func isFolder(atPath path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}
