// The formats: recognise, and call the right reader.

/// A form that stories come in; `lede parse --from` knows it by its raw value.
package enum Format: String, CaseIterable, Hashable, Sendable {
  case text
  case jsonLines = "jsonl"

  /// The format of bytes, by how they begin; a file's name never decides.
  init(recognising beginning: some Collection<UInt8>) {
    self = looksLikeJSONLines(beginning) ? .jsonLines : .text
  }

  /// Reads every story of an input.
  func read(_ input: inout Input, into delivery: Delivery) throws(SourceError) {
    switch self {
    case .text: try readPlainText(&input, into: delivery)
    case .jsonLines: try readJSONLines(&input, into: delivery)
    }
  }
}
