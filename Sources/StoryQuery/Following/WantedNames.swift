// The strands that corrections speak of, found as they come.
import StoryParsing

/// Strands and stories by what corrections call them.
struct WantedNames: Sendable {
  private var strandsByFold: [[UInt8]: [Int32]] = [:]
  private var storiesByName: [String: [Int]] = [:]
  private(set) var isChanged = false

  init() {}

  init(_ corrections: [Correction]) {
    for reference in corrections.flatMap(\.references) {
      strandsByFold[reference.fold] = []
      if let story = reference.story { storiesByName[story] = [] }
    }
  }

  /// Takes note of a strand, if a correction calls anybody so.
  mutating func note(_ strand: Int32, in names: FollowedNames) {
    guard !strandsByFold.isEmpty else { return }
    let read = names.strands[Int(strand)]
    let key = names.forms[Int(read.form)].key.utf8.drop { $0 != 0x3A }.dropFirst()
    for fold in Set([Array(key)] + read.spellings.map { foldedName($0.text) })
    where strandsByFold[fold] != nil {
      strandsByFold[fold, default: []].append(strand)
      isChanged = true
    }
  }

  mutating func note(_ story: Int, _ place: StoryPlace?) {
    guard let name = place?.storyName, storiesByName[name] != nil else { return }
    storiesByName[name, default: []].append(story)
    isChanged = true
  }

  mutating func rest() { isChanged = false }

  func stories(of reference: NameReference) -> [Int] {
    reference.story.flatMap { storiesByName[$0] } ?? []
  }

  /// The strands of that full name; where there are none, those that are called so beside another.
  func strands(of reference: NameReference, in names: FollowedNames) -> [Int32] {
    let called = (strandsByFold[reference.fold] ?? []).filter {
      let strand = names.strands[Int($0)]
      return names.forms[Int(strand.form)].kind == reference.kind && !strand.uses.isEmpty
    }
    let full = called.filter { number in
      let strand = names.strands[Int(number)]
      let key = names.forms[Int(strand.form)].key.utf8.drop { $0 != 0x3A }.dropFirst()
      return key.elementsEqual(reference.fold)
        || strand.spellings.contains { $0.stories > 0 && foldedName($0.text) == reference.fold }
    }
    let found = full.isEmpty ? called : full
    guard reference.story != nil else { return found }
    let stories = Set(stories(of: reference).map { Int32(clamping: $0) })
    return found.filter { strand in
      names.strands[Int(strand)].uses.contains { stories.contains($0.story) }
    }
  }
}

extension Correction {
  var references: [NameReference] {
    switch self {
    case .same(let one, let other): [one, other]
    case .apart(let one, let other): [one] + (other.map { [$0] } ?? [])
    case .kind(let name, _), .dismiss(let name), .confirm(let name): [name]
    }
  }
}
