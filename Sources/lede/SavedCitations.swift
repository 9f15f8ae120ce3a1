// Citations as they are saved: text, Markdown or a table, as the file's name says.
package import StoryQuery

/// Citations in the form that a file's ending asks for.
package func write(_ citations: [Citation], as path: String) -> String {
  let ending = path.split(separator: "/").last?.split(separator: ".").dropFirst().last
  switch ending?.lowercased() {
  case "tsv", "tab": return table(of: citations)
  case "md", "markdown": return citations.map(\.markdown).joined(separator: "\n")
  default: return citations.map(\.text).joined(separator: "\n")
  }
}

/// One citation a line, under a line that names the columns.
private func table(of citations: [Citation]) -> String {
  ([Citation.columns] + citations.map(\.fields)).map { fields in
    fields.map(cleanField).joined(separator: "\t") + "\n"
  }.joined()
}
