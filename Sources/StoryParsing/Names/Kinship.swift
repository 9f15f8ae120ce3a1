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
  init(beside name: Range<Int>, in words: Words) {
    read(before: name.lowerBound, in: words)
    if sex == nil { read(after: name.upperBound, in: words) }
  }

  private mutating func read(before first: Int, in words: Words) {
    var index = first - 1
    guard index >= 0 else { return }
    let word = words.keys[index]
    if let sex = Self.titles[word] {
      self.sex = sex
      return
    }
    // "her husband, Troels Vestergaard".
    if words.isMark(index, ",") { index -= 1 }
    // "her husband and partner, Ptolemy Barr".
    let isJoint = index > 1 && words.keys[index - 1] == NameScan.and
    guard index >= 0,
      let sex = Self.nouns[words.keys[index]] ?? (isJoint ? Self.nouns[words.keys[index - 2]] : nil)
    else { return }
    (self.sex, isOfSomebody) = (sex, true)
  }

  /// "Rukmini Tiwana, wife of the accused," and "Rukmini Tiwana, his wife,".
  private mutating func read(after end: Int, in words: Words) {
    guard end + 1 < words.count, words.isMark(end, ",") else { return }
    let isOwned = Self.owners.contains(words.keys[end + 1])
    let noun = isOwned ? end + 2 : end + 1
    guard noun < words.count, let sex = Self.nouns[words.keys[noun]] else { return }
    (self.sex, isOfSomebody) = (sex, isOwned)
  }

  private static func table(male: String, female: String) -> [WordKey: Sex] {
    var table: [WordKey: Sex] = [:]
    for (list, sex) in [(male, Sex.male), (female, .female)] {
      for word in list.split(separator: " ") { table[WordKey(of: word)] = sex }
    }
    return table
  }

  private static let owners: Set<WordKey> = [WordKey("his"), WordKey("her")]

  private static let titles = table(
    male: "mr sir lord king prince baron count monsieur herr señor signor don",
    female: "mrs ms miss madam madame lady dame queen princess baroness countess frau señora "
      + "signora doña")

  private static let nouns = table(
    male: "husband father son brother grandfather grandson uncle nephew stepfather stepson widower",
    female: "wife mother daughter sister grandmother granddaughter aunt niece stepmother "
      + "stepdaughter widow")
}
