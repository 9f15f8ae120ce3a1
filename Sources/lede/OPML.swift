// Sources as OPML, for other readers.
package import StorySources

/// The feeds among sources, in the folders that their groups make.
package func subscriptionsAsOPML(_ sources: [NamedSource]) -> String {
  var text = """
    <?xml version="1.0" encoding="UTF-8"?>
    <opml version="2.0">
    <head><title>lede</title></head>
    <body>

    """
  for group in inOrder(sources.map { $0.group ?? "" }) {
    let lines = sources.filter { ($0.group ?? "") == group }.compactMap(outline)
    guard !lines.isEmpty else { continue }
    if group.isEmpty {
      text += lines.joined()
    } else {
      text += "<outline text=\"\(escapedForXML(group))\">\n\(lines.joined())</outline>\n"
    }
  }
  return text + "</body>\n</opml>\n"
}

private func outline(_ source: NamedSource) -> String? {
  guard case .address(let address) = source.place else { return nil }
  let (name, link) = (escapedForXML(source.label), escapedForXML(address.text))
  return "<outline type=\"rss\" text=\"\(name)\" title=\"\(name)\" xmlUrl=\"\(link)\"/>\n"
}

private func inOrder(_ words: [String]) -> [String] {
  var seen: Set<String> = []
  return words.filter { seen.insert($0).inserted }
}

private func escapedForXML(_ text: String) -> String {
  var escaped = ""
  for character in cleanLine(text) {
    switch character {
    case "&": escaped += "&amp;"
    case "<": escaped += "&lt;"
    case ">": escaped += "&gt;"
    case "\"": escaped += "&quot;"
    default: escaped.append(character)
    }
  }
  return escaped
}
