// Filters that were kept under a name, in a small file that people may edit and share.
package import ReaderUI

/// `filters` in the configuration folder: a line each, the name, a tab, the line of filter.
package struct FiltersFile: Sendable {
  private let path: String?

  package init(environment: (String) -> String?) {
    path = ConfigFolder(environment: environment).map { $0.path + "/filters" }
  }

  /// The kept filters, in the order of the file; a line that is none is told by its number.
  package func read() -> (filters: [KeptFilter], troubles: [String]) {
    guard let path else { return ([], []) }
    do throws(FileTrouble) {
      return Self.read(try readSmallFile(path), path: path)
    } catch {
      return ([], error.isAbsence ? [] : ["\(path): \(error.sentence)"])
    }
  }

  package static func read(
    _ text: String, path: String
  ) -> (filters: [KeptFilter], troubles: [String]) {
    var (filters, troubles) = ([KeptFilter](), [String]())
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty && line.first != "#" {
      let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
      if parts.count == 2 {
        filters.removeAll { $0.name == parts[0] }
        filters.append(KeptFilter(name: parts[0], line: parts[1]))
      } else {
        troubles.append(
          "\(path):\(index + 1): a filter is a name, a tab and a line; it was left out")
      }
    }
    return (filters, troubles)
  }

  /// Keeps a filter, in place of another of its name; all other lines stay as they are.
  func keep(_ filter: KeptFilter) throws(FileError) {
    guard let path else {
      throw FileError(sentence: "neither XDG_CONFIG_HOME nor HOME names a folder")
    }
    let text = (try? readSmallFile(path)) ?? ""
    let others = text.split(separator: "\n").filter { !$0.hasPrefix(filter.name + "\t") }
    let lines = others.map(String.init) + ["\(filter.name)\t\(filter.line)"]
    try replaceFile(path, holding: lines.joined(separator: "\n") + "\n")
  }
}
