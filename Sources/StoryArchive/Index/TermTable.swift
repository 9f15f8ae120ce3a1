// Terms and the stories that have them, gathered in memory before they are written.

/// The terms of some stories that lie in one span; a story is its offset in the span.
struct TermTable {
  /// The first and last stories that have a term, among `nodes`.
  private struct List {
    var first: Int32
    var last: Int32
  }

  private struct Node {
    let offset: UInt16
    var next: Int32
  }

  /// A word as it is written, and which terms come with it.
  private struct Written {
    let terms: Range<Int>
    /// The story that had it last.
    var last: UInt16
  }

  private var terms = ByteTable()
  private var lists: [List] = []
  private var nodes: [Node] = []
  private var words = ByteTable()
  private var written: [Written] = []
  private var termsOfWords: [Int32] = []
  /// Whether the terms that come are those of a word.
  private var isLearning = false

  /// Notes that a story has a term, of 255 bytes at most.
  mutating func add(_ term: [UInt8], _ offset: UInt16) {
    term.withUnsafeBufferPointer { add($0, offset) }
  }

  /// The same; all terms of one story come together, or else some stories are noted twice.
  mutating func add(_ term: UnsafeBufferPointer<UInt8>, _ offset: UInt16) {
    let (number, isNew) = terms.number(of: term)
    if isNew { lists.append(List(first: -1, last: -1)) }
    if isLearning { termsOfWords.append(Int32(number)) }
    note(number, offset)
  }

  /// Notes that a story has a word, of 255 bytes at most, if the terms of the word are known.
  ///
  /// - Returns: whether they are; if not, `learn` takes them.
  mutating func add(written word: UnsafeBufferPointer<UInt8>, _ offset: UInt16) -> Bool {
    let (number, isNew) = words.number(of: word)
    guard !isNew else { return false }
    guard written[number].last != offset else { return true }
    written[number].last = offset
    for place in written[number].terms { note(Int(termsOfWords[place]), offset) }
    return true
  }

  /// Remembers the terms that are added meanwhile as those of the word that was asked for last.
  mutating func learn(_ offset: UInt16, _ add: (inout TermTable) -> Void) {
    let start = termsOfWords.count
    isLearning = true
    add(&self)
    isLearning = false
    written.append(Written(terms: start..<termsOfWords.count, last: offset))
  }

  private mutating func note(_ number: Int, _ offset: UInt16) {
    let last = Int(lists[number].last)
    let node = Int32(nodes.count)
    if last >= 0 {
      guard nodes[last].offset != offset else { return }
      nodes[last].next = node
    } else {
      lists[number].first = node
    }
    lists[number].last = node
    nodes.append(Node(offset: offset, next: -1))
  }

  /// Calls for every term, in the order of their bytes, with the offsets that have it, in order.
  func forEachSorted(_ body: (UnsafeBufferPointer<UInt8>, [UInt16]) throws -> Void) rethrows {
    var offsets: [UInt16] = []
    try terms.forEachSorted { term, number in
      offsets.removeAll(keepingCapacity: true)
      var (node, isSorted) = (Int(lists[number].first), true)
      while node >= 0 {
        let offset = nodes[node].offset
        if let last = offsets.last, last >= offset { isSorted = false }
        offsets.append(offset)
        node = Int(nodes[node].next)
      }
      if !isSorted { offsets = Set(offsets).sorted() }
      try body(term, offsets)
    }
  }
}
