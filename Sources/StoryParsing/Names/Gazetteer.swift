// Known names and words, looked up by key.
internal import CLexicon

/// What the lists know of a word, or of several words together.
struct KnownWords {
  let key: WordKey
  var classes: WordClass = []
  /// ISO 3166-1 alpha-2 as two ASCII bytes, of a country, demonym or place; 0 for none.
  var country: UInt16 = 0
  /// One more than the index of a known person or organisation; 0 for none.
  var person: UInt16 = 0
  var organisation: UInt16 = 0
  /// How many words the longest known name has that begins with this word.
  var longest: UInt8 = 1
  /// Which of its words the list writes with a capital, the first as the lowest bit.
  var capitals: UInt8 = 0xFF
}

/// The lists, in one table that is made when first asked and never changes.
struct Gazetteer: Sendable {
  static let shared = Gazetteer()

  /// An entry's index, and above it some bits of its key, so that few others are looked at.
  private var slots: [UInt32]
  private var entries: [KnownWords] = []
  /// The names by which known persons and organisations go, in the order of their lists.
  private(set) var persons: [String] = []
  private(set) var organisations: [String] = []
  /// The countries' names by code.
  private(set) var countries: [UInt16: String] = [:]

  private init() {
    slots = Array(repeating: Self.empty, count: 1 << 18)
    entries.reserveCapacity(120_000)
    NameList.all { add($0) }
  }

  private static let empty = UInt32.max
  private static let indexBits: UInt32 = 18

  /// The index of what is known under a key.
  func index(of key: WordKey) -> Int? {
    let found = slots[slot(of: key)]
    return found == Self.empty ? nil : Int(found & (1 << Self.indexBits - 1))
  }

  /// The slot of a key, or the empty one where it would be put.
  private func slot(of key: WordKey) -> Int {
    // The upper bits of a product are the well mixed ones.
    var slot = Int(truncatingIfNeeded: (key.value &* 0x9E37_79B9_7F4A_7C15) >> 46)
    let mark = Self.mark(of: key)
    while slots[slot] != Self.empty {
      let found = slots[slot]
      if found >> Self.indexBits == mark,
        entries[Int(found & (1 << Self.indexBits - 1))].key == key
      {
        break
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  /// Never all ones, which mark an empty slot.
  private static func mark(of key: WordKey) -> UInt32 {
    UInt32(truncatingIfNeeded: key.value & 0x1FFF)
  }

  subscript(index: Int) -> KnownWords { entries[index] }

  subscript(key: WordKey) -> KnownWords? { index(of: key).map { entries[$0] } }

  private mutating func add(_ list: NameList) {
    list.forEachName { name in
      if name.isFirst { addTitle(of: name, in: list) }
      add(name, number: number(in: list.content))
      if list.content == .persons, name.wordCount > 1 { addParts(of: name) }
    }
  }

  /// Keeps the name by which a line's thing goes.
  private mutating func addTitle(of name: ListedName, in list: NameList) {
    if case .words = list.content { return }
    guard list.content != .places, !name.classes.contains(.demonym) else { return }
    let bytes = list.bytes[name.range.start..<name.range.end]
    let spelling = String(decoding: bytes, as: UTF8.self)
    switch list.content {
    case .persons: persons.append(spelling)
    case .organisations: organisations.append(spelling)
    default: countries[name.country] = spelling
    }
  }

  /// Both ends of a person's name; families come first where Chinese has shaped names.
  private mutating func addParts(of name: ListedName) {
    let isFamilyFirst = Self.familyFirst.contains(name.country)
    update(isFamilyFirst ? name.last : name.first) { $0.classes.insert(.heardForename) }
    update(isFamilyFirst ? name.first : name.last) { $0.classes.insert(.heardSurname) }
  }

  private static let familyFirst = Set(
    ["CN", "TW", "HK", "MO", "KR", "KP", "VN", "KH", "SG"].map { (code: StaticString) in
      UInt16(code.utf8Start[0]) << 8 | UInt16(code.utf8Start[1])
    })

  private func number(in content: NameList.Content) -> UInt16 {
    switch content {
    case .persons: UInt16(clamping: persons.count)
    case .organisations: UInt16(clamping: organisations.count)
    default: 0
    }
  }

  private mutating func add(_ name: ListedName, number: UInt16) {
    update(name.isAcronym ? name.key.asAcronym : name.key) { entry in
      entry.classes.formUnion(name.classes)
      entry.capitals &= name.capitals
      if entry.country == 0 { entry.country = name.country }
      if name.classes.contains(.person), entry.person == 0 { entry.person = number }
      if name.classes.contains(.organisation), entry.organisation == 0 {
        entry.organisation = number
      }
    }
    guard name.wordCount > 1 else { return }
    update(name.first) { $0.longest = max($0.longest, UInt8(clamping: name.wordCount)) }
  }

  private mutating func update(_ key: WordKey, _ change: (inout KnownWords) -> Void) {
    let slot = slot(of: key)
    if slots[slot] == Self.empty {
      slots[slot] = Self.mark(of: key) << Self.indexBits | UInt32(entries.count)
      entries.append(KnownWords(key: key))
    }
    change(&entries[Int(slots[slot] & (1 << Self.indexBits - 1))])
  }
}
