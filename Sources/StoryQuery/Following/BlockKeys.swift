// Where a strand may find others of its name.
import StoryParsing

/// The blocks in which a strand is compared with others: each holds names that sound alike in one
/// way.
struct BlockKeys {
  private(set) var all: [UInt64] = []

  private enum Kind: UInt8 {
    // What follows `lone` joins parts of names with full ones.
    case pieces, whole, start, surname, body, alias, lone, acronym
  }

  init(_ form: NameForm, _ strand: Strand) {
    switch form.kind {
    case .person: addPerson(form, strand)
    case .organisation: addBody(form, strand)
    case .country, .place: break
    }
  }

  /// Whether parts of names are joined with full ones in a block.
  static func isLone(_ key: UInt64) -> Bool { key & 1 == 1 }

  private mutating func add(_ kind: Kind, _ words: [[UInt8]]) {
    let number = hash([kind.rawValue] + words.joined(separator: [0x20]))
    let isLone = kind.rawValue >= Kind.lone.rawValue
    let key = number & ~1 | (isLone ? 1 : 0)
    if !all.contains(key) { all.append(key) }
  }

  private mutating func addPerson(_ form: NameForm, _ strand: Strand) {
    guard form.words.count > 1, let first = form.words.first, let last = form.words.last else {
      return add(.lone, form.words.map(skeleton))
    }
    let pieces = form.words.flatMap(nameParts)
    add(.pieces, pieces.map { skeleton(of: familyGroup($0)) }.sorted(by: precedes))
    add(.whole, [skeleton(of: form.whole)])
    add(.start, form.words.prefix(2).map(skeleton))
    // Who was "Zerrouki" may be "Zerrouki-Haddad" now; "Urrutia Lagos" is called "Urrutia".
    var surnames = Set([last] + nameParts(last))
    if form.words.count > 3 { surnames.insert(form.words[form.words.count - 2]) }
    // "J. Bruce Ismay" goes by his second name.
    let forenames =
      [first] + (form.words.count > 2 ? [form.words[1]] : [])
      + [form.nickname]
      .compactMap(\.self)
    for forename in forenames {
      let letter = Array(skeleton(of: forenameGroup(forename)).prefix(1))
      for surname in surnames {
        for bones in skeletons(of: surname) { add(.surname, [bones, letter]) }
      }
    }
    if let nickname = form.nickname { add(.lone, [skeleton(of: nickname)]) }
    for surname in Set([last] + nameParts(last)) { add(.lone, [skeleton(of: surname)]) }
    // "Seo" for "Seo Jung-hwan".
    let isByFirst = strand.spellings.contains { foldedName($0.text) == first }
    if isByFirst { add(.lone, [skeleton(of: first)]) }
  }

  private mutating func addBody(_ form: NameForm, _ strand: Strand) {
    guard !form.isAcronym else { return add(.acronym, form.words) }
    add(.body, form.words)
    if form.initials.count > 1 { add(.acronym, [form.initials]) }
    for spelling in strand.spellings {
      let alias = NameForm(
        key: "organisation:" + spelled(spelling.text), kind: .organisation, name: spelling.text)
      if alias.isAcronym {
        add(.acronym, alias.words)
      } else if !alias.isCommon, alias.words != form.words {
        add(.body, alias.words)
      }
    }
  }
}
