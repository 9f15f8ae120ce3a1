// What stands beside a person's name and says who of a family it is: "Mrs", "his wife,".

/// Whether a person is called Mr or Mrs, or a husband or wife.
enum Sex: Hashable {
  case male, female
}

/// What the words right before and after a name say of the person.
struct Kinship: Hashable {
  var sex: Sex?
  /// Whether the story brings the person in as somebody's wife, son or mother: the surname alone
  /// is then rather the other's.
  var isOfSomebody = false

  /// - Parameter name: the tokens of the name.
  init(beside name: Range<Int>, of tokens: [Token], _ bytes: [UInt8]) {
    read(before: name.lowerBound, of: tokens, bytes)
    if sex == nil { read(after: name.upperBound, of: tokens, bytes) }
  }

  private mutating func read(before first: Int, of tokens: [Token], _ bytes: [UInt8]) {
    var index = first - 1
    guard let word = Self.word(index, of: tokens, bytes) else { return }
    if let sex = Self.titles[word] {
      self.sex = sex
      return
    }
    // "her husband, Troels Vestergaard".
    if tokens[index].kind == .mark, word == "," { index -= 1 }
    // "her husband and partner, Ptolemy Barr".
    let isJoint = Self.word(index - 1, of: tokens, bytes) == "and"
    let nouns = [index, isJoint ? index - 2 : index].compactMap {
      Self.word($0, of: tokens, bytes).flatMap { Self.nouns[$0] }
    }
    guard let sex = nouns.first else { return }
    (self.sex, isOfSomebody) = (sex, true)
  }

  /// "Rukmini Tiwana, wife of the accused," and "Rukmini Tiwana, his wife,".
  private mutating func read(after end: Int, of tokens: [Token], _ bytes: [UInt8]) {
    guard Self.word(end, of: tokens, bytes) == "," else { return }
    let next = Self.word(end + 1, of: tokens, bytes)
    let isOwned = next == "his" || next == "her"
    guard let noun = isOwned ? Self.word(end + 2, of: tokens, bytes) : next,
      let sex = Self.nouns[noun]
    else { return }
    (self.sex, isOfSomebody) = (sex, isOwned)
  }

  private static func word(_ index: Int, of tokens: [Token], _ bytes: [UInt8]) -> String? {
    guard tokens.indices.contains(index), tokens[index].range.count <= 15 else { return nil }
    let range = tokens[index].range
    let end = range.count > 1 && bytes[range.end - 1] == 0x2E ? range.end - 1 : range.end
    return String(decoding: bytes[range.start..<end], as: UTF8.self).lowercased()
  }

  private static func table(male: String, female: String) -> [String: Sex] {
    var table: [String: Sex] = [:]
    for word in male.split(separator: " ") { table[String(word)] = .male }
    for word in female.split(separator: " ") { table[String(word)] = .female }
    return table
  }

  private static let titles = table(
    male: "mr sir lord king prince baron count monsieur herr señor signor don",
    female: "mrs ms miss madam madame lady dame queen princess baroness countess frau señora "
      + "signora doña")

  private static let nouns = table(
    male: "husband father son brother grandfather grandson uncle nephew stepfather stepson widower",
    female: "wife mother daughter sister grandmother granddaughter aunt niece stepmother "
      + "stepdaughter widow")
}
