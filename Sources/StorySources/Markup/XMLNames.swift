// The names of a document's elements, each met once.

/// The name of an element; `XMLNames` knows what it is called.
struct XMLName: Hashable {
  fileprivate let number: Int
}

/// Every name of a document with its namespace's prefix, as the reader of the format knows it.
struct XMLNames {
  /// The prefix that a format uses for each namespace.
  private let spaces: [String: String]
  private var labels = [""]
  private var numbers: [String: Int] = ["": 0]
  /// By a hash of the name as written and of the bindings in force.
  private var known: [UInt64: Int] = [:]
  private var bindings: [Binding] = []

  /// What a prefix stands for within an element.
  private struct Binding {
    let depth: Int
    let prefix: [UInt8]
    let space: String
    /// Of this binding and all before it.
    let hash: UInt64
  }

  /// A document with more names than this has invented them; the others are all one.
  private static let most = 10_000

  init(spaces: [String: String]) {
    self.spaces = spaces
  }

  /// `dc:creator`, or without a prefix where the namespace has none.
  func label(of name: XMLName) -> String { labels[name.number] }

  func label(number: Int) -> String { labels[number] }

  /// How many names there are so far; each is less than that.
  var count: Int { labels.count }

  /// The place of a name among all, for tables of what a format makes of each.
  func number(of name: XMLName) -> Int { name.number }

  mutating func name(of written: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> XMLName {
    var hash = bindings.last?.hash ?? 0xCBF2_9CE4_8422_2325
    for byte in bytes[written] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    if let number = known[hash] { return XMLName(number: number) }
    let label = label(of: bytes[written])
    let number = numbers[label] ?? (labels.count < Self.most ? labels.count : 0)
    if number == labels.count {
      labels.append(label)
      numbers[label] = number
    }
    if known.count < Self.most { known[hash] = number }
    return XMLName(number: number)
  }

  private func label(of written: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    let text = String(decoding: written.prefix(256), as: UTF8.self)
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let prefix = parts.count == 2 ? Array(parts[0].utf8) : []
    let local = String(parts.last ?? "")
    guard let space = bindings.last(where: { $0.prefix == prefix })?.space else { return text }
    return space.isEmpty ? local : space + ":" + local
  }

  /// Takes note of what a start tag declares.
  mutating func enter(
    depth: Int, _ attributes: [XMLAttribute], in bytes: UnsafeBufferPointer<UInt8>
  ) {
    for attribute in attributes where bytes[attribute.name].starts(with: "xmlns".utf8) {
      let prefix = bytes[attribute.name].dropFirst(5)
      guard prefix.isEmpty || prefix.first == UInt8(ascii: ":") else { continue }
      bind(
        Array(prefix.dropFirst()), String(decoding: bytes[attribute.value], as: UTF8.self), depth)
    }
  }

  /// A namespace that no format knows goes by the document's own prefix.
  private mutating func bind(_ prefix: [UInt8], _ address: String, _ depth: Int) {
    let space = spaces[address] ?? spaces[address.lowercased()]
    let name = space ?? String(decoding: prefix, as: UTF8.self)
    var hash = bindings.last?.hash ?? 0x9E37_79B9_7F4A_7C15
    for byte in prefix + [0] + Array(name.utf8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    bindings.append(Binding(depth: depth, prefix: prefix, space: name, hash: hash))
  }

  /// Forgets what elements declared that are closed.
  mutating func leave(depth: Int) {
    while let last = bindings.last, last.depth >= depth { bindings.removeLast() }
  }
}
