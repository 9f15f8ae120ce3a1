// What each character folds to, looked up by its number.

/// The folds of the basic plane; other characters stand for themselves.
enum FoldTable {
  static let kept: UInt32 = 0
  static let dropped: UInt32 = .max

  /// A fold is up to four UTF-8 bytes, the first lowest; or `kept`, or `dropped`.
  ///
  /// Filled once and never freed or changed, so any thread may read it.
  nonisolated(unsafe) static let entries: UnsafePointer<UInt32> = makeEntries()

  /// The same with capitals kept as capitals, for searches in which case matters.
  nonisolated(unsafe) static let entriesKeepingCase: UnsafePointer<UInt32> = makeKeepingCase()

  static func entries(keepingCase: Bool) -> UnsafePointer<UInt32> {
    keepingCase ? entriesKeepingCase : entries
  }

  /// The bytes a character is found by, packed as in `entries`; 0 if it is left out.
  static func key(of scalar: Unicode.Scalar) -> UInt32 {
    guard scalar.value < 0x10000 else { return pack(scalar.utf8) }
    let entry = entries[Int(scalar.value)]
    return entry == kept ? pack(scalar.utf8) : entry == dropped ? 0 : entry
  }

  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x300 && FoldLetters.marks.contains { $0.contains(scalar.value) }
  }

  /// Whether whoever types this character means its accent: é, ø, й.
  static func isAccented(_ character: Character) -> Bool {
    character.lowercased().unicodeScalars.contains { isMark($0) || accented.contains($0) }
  }

  private static let accented = Set(
    FoldLetters.accented.split(separator: "\n").flatMap {
      $0.split(separator: " ").last?.unicodeScalars.map(\.self) ?? []
    })

  private static func pack(_ bytes: some Sequence<UInt8>) -> UInt32 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func makeEntries() -> UnsafePointer<UInt32> {
    let entries = UnsafeMutablePointer<UInt32>.allocate(capacity: 0x10000)
    entries.initialize(repeating: kept, count: 0x10000)
    fillLowerCase(entries)
    for byte in UInt32(0x41)...0x5A { entries[Int(byte)] = byte + 0x20 }
    fillCapitals(entries)
    return UnsafePointer(entries)
  }

  private static func makeKeepingCase() -> UnsafePointer<UInt32> {
    let keeping = UnsafeMutablePointer<UInt32>.allocate(capacity: 0x10000)
    keeping.initialize(from: entries, count: 0x10000)
    for byte in 0x41...0x5A { keeping[byte] = kept }
    for scalar in FoldLetters.cased.joined().lazy.compactMap(Unicode.Scalar.init)
    where scalar.properties.changesWhenLowercased {
      let small = String(decoding: bytes(key(of: scalar)), as: UTF8.self)
      let capital = Array(small.uppercased().utf8)
      if capital.count <= 4 { keeping[Int(scalar.value)] = pack(capital) }
    }
    return UnsafePointer(keeping)
  }

  private static func fillLowerCase(_ entries: UnsafeMutablePointer<UInt32>) {
    for line in (FoldLetters.accented + "\n" + FoldLetters.typographic).split(separator: "\n") {
      let parts = line.split(separator: " ")
      for scalar in parts[1].unicodeScalars { entries[Int(scalar.value)] = pack(parts[0].utf8) }
    }
    for (offset, scalar) in FoldLetters.halfWidth.unicodeScalars.enumerated() {
      entries[0xFF66 + offset] = pack(scalar.utf8)
    }
    for wide in 0xFF01...0xFF5E where entries[wide] == kept {
      entries[wide] = UInt32(wide - 0xFEE0)
    }
    for range in FoldLetters.marks + FoldLetters.unseen {
      for value in range { entries[Int(value)] = dropped }
    }
    for range in FoldLetters.blanks {
      for value in range { entries[Int(value)] = 0x20 }
    }
  }

  /// A capital folds as its lower-case letters do.
  private static func fillCapitals(_ entries: UnsafeMutablePointer<UInt32>) {
    for scalar in FoldLetters.cased.joined().lazy.compactMap(Unicode.Scalar.init)
    where scalar.properties.changesWhenLowercased {
      let folds = scalar.properties.lowercaseMapping.unicodeScalars.map { small in
        let entry = small.value < 0x10000 ? entries[Int(small.value)] : kept
        return entry == kept ? pack(small.utf8) : entry == dropped ? 0 : entry
      }
      let bytes = folds.flatMap(Self.bytes)
      if bytes.count <= 4 { entries[Int(scalar.value)] = pack(bytes) }
    }
  }

  /// The bytes of a packed fold.
  static func bytes(_ packed: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: packed >> ($0 * 8)) }.filter { $0 != 0 }
  }
}

/// What stands for a character with an accent, small or capital, in whatever way it is encoded; nil
/// for one without.
///
/// Those that are no letter of any language that lede knows all have one byte that no letter has.
package func accentKey(of character: Character) -> [UInt8]? {
  guard FoldTable.isAccented(character) else { return nil }
  return accentKeys[character.lowercased()] ?? [0x7F]
}

private let accentKeys = Dictionary(
  FoldLetters.accented.split(separator: "\n").flatMap { line in
    (line.split(separator: " ").last ?? "").map { (String($0), Array(String($0).utf8)) }
  }, uniquingKeysWith: { first, _ in first })
