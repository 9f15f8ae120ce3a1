// OPML: a list of feeds.
import FoundationEssentials

/// Reads the feeds that a list names; nothing else in it counts, commands least of all.
func readOPML(_ input: inout Input, into delivery: Delivery) throws(SourceError) {
  try beginMarkup(&input, into: delivery)
  let base = input.base
  var reader = XMLReader()
  /// The titles of the outlines that are open.
  var groups: [String] = []
  var title: String?
  var isTitle = false
  while !delivery.isStopped {
    switch try reader.next(in: &input) {
    case .start(let name):
      let label = reader.names.label(of: name).lowercased()
      isTitle = label == "title" && title == nil
      guard label == "outline" else { continue }
      input.withBytes { bytes in
        let attributes = XMLAttributes(list: reader.attributes, bytes: bytes)
        let group = groups.filter { !$0.isEmpty }.joined(separator: "/")
        let subscription = Subscription(attributes, group: group, base: base)
        if let subscription, delivery.document.subscriptions.count < 100_000 {
          delivery.document.subscriptions.append(subscription)
        }
        let text = attributes["title"] ?? attributes["text"] ?? ""
        groups.append(subscription == nil ? cleanLine(text).trimmed : "")
      }
    case .end(let name):
      isTitle = false
      if reader.names.label(of: name).lowercased() == "outline" { _ = groups.popLast() }
    case .text(let range, _) where isTitle:
      input.withBytes { bytes in
        let text = String(decoding: bytes[range].prefix(1_000), as: UTF8.self)
        title = (title ?? "") + decoding(text, by: .xml)
      }
    case .text: break
    case .finished: return finish(reader, title, delivery)
    }
  }
}

private func finish(_ reader: XMLReader, _ title: String?, _ delivery: Delivery) {
  delivery.document.title = title.map { cleanLine($0).trimmed }
  if let fault = reader.fault {
    delivery.problem(
      SourceError(
        .brokenMarkup(fault.reason), file: delivery.document.file, line: fault.line,
        column: fault.column))
  }
}

extension Subscription {
  /// Nil for an outline that names no feed of the web.
  fileprivate init?(_ attributes: XMLAttributes, group: String, base: URL?) {
    guard let written = attributes["xmlUrl"],
      let link = linkAddress(written, base: base), link.scheme?.hasPrefix("http") == true
    else { return nil }
    let title = attributes["title"] ?? attributes["text"]
    self.init(
      title: title.map { cleanLine($0).trimmed }.flatMap { $0.isEmpty ? nil : $0 }, link: link,
      site: linkAddress(attributes["htmlUrl"], base: base), group: group.isEmpty ? nil : group)
  }
}
