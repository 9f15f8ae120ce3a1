// The searches that the reader keeps, in a text file.
import FoundationEssentials
import ReaderUI
import StoryQuery
import StorySources

/// Searches by name: a line each, "NAME: QUERY". Lines with a # before them say what one likes.
struct SavedSearches {
  struct Trouble: Error {
    let sentence: String
    /// Whether the file is at fault, and not what was asked for.
    var isOfFile = false
  }

  private let path: String
  /// The file's lines, those that are no search too.
  private var lines: [String]

  /// Nil where there is no folder for the file.
  init?(environment: (String) -> String?) {
    guard let folder = ConfigFolder(environment: environment) else { return nil }
    path = folder.searches
    let text = (try? readSmallFile(path)) ?? ""
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
  }

  /// Names and queries, in the file's order.
  var all: [SavedSearch] { lines.compactMap(Self.read) }

  /// What cannot be understood in the file, each with its line.
  var faults: [String] {
    lines.enumerated().compactMap { index, line in
      guard !line.allSatisfy({ $0 == " " }), line.first != "#" else { return nil }
      guard let search = Self.read(line) else {
        return "\(path):\(index + 1): a saved search is NAME: QUERY; it was left out"
      }
      do throws(QueryError) {
        _ = try Query(search.query, today: Date())
        return nil
      } catch {
        return "\(path):\(index + 1): \(error.sentence)"
      }
    }
  }

  private static func read(_ line: String) -> SavedSearch? {
    guard let colon = line.firstIndex(of: ":"), line.first != "#" else { return nil }
    let (name, query) = (trimmed(line[..<colon]), trimmed(line[line.index(after: colon)...]))
    return name.isEmpty || query.isEmpty ? nil : SavedSearch(name: name, query: query)
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  /// Puts a search into the file, in the place of one of that name, whose query it gives.
  @discardableResult
  mutating func save(_ search: SavedSearch) throws(Trouble) -> String? {
    let name = Self.trimmed(cleanLine(search.name)[...])
    guard !name.isEmpty, !name.contains(":"), name.first != "#" else {
      throw Trouble(sentence: "a search's name is some letters without : or #")
    }
    do throws(QueryError) {
      _ = try Query(search.query, today: Date(), isWhole: true)
    } catch {
      throw Trouble(sentence: "\(search.query): \(error.sentence)")
    }
    let line = "\(name): \(cleanLine(search.query))"
    let replaced = all.first { $0.name == name }?.query
    if let place = lines.firstIndex(where: { Self.read($0)?.name == name }) {
      lines[place] = line
    } else {
      lines.append(line)
    }
    try write()
    return replaced
  }

  /// Takes a search out of the file.
  mutating func remove(_ name: String) throws(Trouble) {
    guard let place = lines.firstIndex(where: { Self.read($0)?.name == name }) else {
      throw Trouble(sentence: "no search “\(name)” is saved")
    }
    lines.remove(at: place)
    try write()
  }

  private func write() throws(Trouble) {
    do throws(FileError) {
      try replaceFile(path, holding: lines.map { $0 + "\n" }.joined())
    } catch {
      throw Trouble(sentence: "\(path): \(error.sentence); nothing was changed", isOfFile: true)
    }
  }
}
