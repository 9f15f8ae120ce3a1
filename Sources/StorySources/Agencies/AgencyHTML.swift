// The text elements of agencies' formats, as the HTML that they nearly are.

extension XMLElement {
  /// What is in it as HTML, so that it is read by the rules of every page.
  var html: String {
    var html = ""
    for child in children { write(child, into: &html) }
    return html
  }

  // Trees are at most as deep as `XMLReader.deepest`.
  private func write(_ child: Child, into html: inout String) {
    switch child {
    case .text(let text): html += escaped(text)
    case .element(let element):
      guard let tag = element.tag else { return }
      html += "<" + tag + element.kept + ">" + element.html + "</" + tag + ">"
    }
  }

  /// The HTML for it; nil where it is not to be read, "span" where it only marks words.
  private var tag: String? {
    switch name {
    case "media-metadata", "media-object", "media-producer", "head", "script", "style": nil
    case "block", "body.content", "body.head", "fn": "div"
    case "hl1", "hl2": "h3"
    case "bq": "blockquote"
    case "media": "figure"
    case "media-caption": "figcaption"
    case "br", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "pre",
      "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "em", "strong", "i", "b",
      "a", "div", "blockquote", "figure", "figcaption", "sub", "sup", "code", "section", "img":
      name
    default: "span"
    }
  }

  /// The attributes that are of use.
  private var kept: String {
    ["href", "src", "alt", "start"].compactMap { key in
      attributes[key].map { " \(key)=\"\(escaped($0))\"" }
    }.joined()
  }

  private func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == lessThan || $0 == ampersand || $0 == quote }) else {
      return text
    }
    return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing("\"", with: "&quot;")
  }
}
