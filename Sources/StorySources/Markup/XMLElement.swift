// A whole XML document as a tree, for formats that are small.

/// An element with its attributes and what is in it, in order.
struct XMLElement {
  enum Child {
    case element(XMLElement)
    case text(String)
  }

  /// With the prefix of its namespace as the format knows it: `dc:creator`.
  let name: String
  private(set) var attributes: [String: String] = [:]
  fileprivate(set) var children: [Child] = []

  var elements: [XMLElement] {
    children.compactMap { if case .element(let element) = $0 { element } else { nil } }
  }

  /// The first element within this one along a path of names.
  func first(_ path: String...) -> XMLElement? {
    path.reduce(self) { element, name in element?.elements.first { $0.name == name } }
  }

  func all(_ name: String) -> [XMLElement] { elements.filter { $0.name == name } }

  /// All text in it, whatever elements it stands in, blanks at both ends left off.
  var text: String {
    var text = ""
    addText(to: &text)
    return text.trimmed
  }

  // Trees are at most as deep as `XMLReader.deepest`.
  private func addText(to text: inout String) {
    for child in children {
      switch child {
      case .text(let piece): text += piece
      case .element(let element): element.addText(to: &text)
      }
    }
  }

  /// Every element in it with a name, at any depth, in order.
  func descendants(_ name: String) -> [XMLElement] {
    elements.flatMap { ($0.name == name ? [$0] : []) + $0.descendants(name) }
  }
}

extension XMLElement {
  /// More elements than this are left out; a bomb has no end.
  private static let most = 200_000

  fileprivate init(
    _ name: String, _ attributes: [XMLAttribute], in bytes: UnsafeBufferPointer<UInt8>
  ) {
    self.name = name
    for attribute in attributes {
      let name = String(decoding: bytes[attribute.name], as: UTF8.self)
      if self.attributes[name] == nil { self.attributes[name] = attribute.text(in: bytes) }
    }
  }

  /// Reads an input, decoded already, to its end. The outermost element has no name and holds
  /// whatever the document does.
  static func read(
    _ input: inout Input, spaces: [String: String] = [:]
  ) throws(SourceError) -> (root: XMLElement, fault: XMLFault?) {
    var reader = XMLReader(spaces: spaces)
    var open = [XMLElement(name: "")]
    var count = 0
    /// Elements that are left out and not closed yet.
    var skipped = 0
    while true {
      switch try reader.next(in: &input) {
      case .start(let name):
        count += 1
        if skipped > 0 || count > most || open.count > XMLReader.deepest {
          skipped += 1
          continue
        }
        let label = reader.names.label(of: name)
        open.append(input.withBytes { XMLElement(label, reader.attributes, in: $0) })
      case .end where skipped > 0: skipped -= 1
      case .end:
        guard open.count > 1, let closed = open.popLast() else { continue }
        open[open.count - 1].children.append(.element(closed))
      case .text(let range, let isLiteral):
        open[open.count - 1].append(input.withBytes { decoded($0, range, isLiteral) })
      case .finished: return (open[0], reader.fault)
      }
    }
  }

  private mutating func append(_ text: String) {
    if case .text(let before) = children.last {
      children[children.count - 1] = .text(before + text)
    } else {
      children.append(.text(text))
    }
  }
}

private func decoded(
  _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ isLiteral: Bool
) -> String {
  let text = UnsafeBufferPointer(rebasing: bytes[range])
  if isLiteral { return String(decoding: text, as: UTF8.self) }
  var decoded: [UInt8] = []
  appendDecoding(text, by: .xml, to: &decoded)
  return String(decoding: decoded, as: UTF8.self)
}

extension XMLAttribute {
  /// Its value with the references replaced.
  func text(in bytes: UnsafeBufferPointer<UInt8>) -> String {
    decoded(bytes, value, false)
  }
}
