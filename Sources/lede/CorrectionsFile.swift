// The reader's corrections to names, on disk.
import StoryQuery

/// `corrections.txt` in the configuration folder: read at every start, changed line by line.
struct CorrectionsFile: Sendable {
  /// Nil where there is no folder for it.
  let path: String?

  init(environment: (String) -> String?) {
    path = ConfigFolder(environment: environment)?.corrections
  }

  /// What the file says, and sentences on what of it cannot be read.
  func read() -> (corrections: [Correction], troubles: [String]) {
    guard let path else { return ([], []) }
    do {
      let lines = CorrectionLines(try readSmallFile(path))
      return (lines.corrections, lines.faults.map { "\(path):\($0.line): \($0.reason)" })
    } catch {
      return ([], error.isAbsence ? [] : ["\(path): \(error.sentence)"])
    }
  }

  /// Adds a line for a correction, or takes its line away; every other byte stays as it is.
  func change(_ correction: Correction, isAdded: Bool) throws(FileError) {
    guard let path else {
      throw FileError(sentence: "neither XDG_CONFIG_HOME nor HOME says where it would be kept")
    }
    let lines = CorrectionLines(try text(of: path))
    let text = isAdded ? lines.adding(correction) : lines.removing(correction)
    try replaceFile(path, holding: text)
  }

  private func text(of path: String) throws(FileError) -> String {
    do {
      return try readSmallFile(path)
    } catch {
      if error.isAbsence { return "" }
      throw FileError(sentence: error.sentence)
    }
  }
}
