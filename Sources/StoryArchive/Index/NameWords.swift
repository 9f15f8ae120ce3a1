// The words by which the stories that name somebody are found.
import FoundationEssentials
import GRDB
import StoryParsing
import StoryQuery

/// The words by which names are found in the index.
///
/// A story is found by the words of all spellings that its names had when they were first written.
/// Words of later spellings lie apart, in `lateWord`, so that no story is written anew for them.
struct NameWords {
  private struct Known {
    let kind: EntityKind
    var words: Set<[UInt8]>
    var isNew: Bool
  }

  private let database: Database
  private var known: [Int64: Known] = [:]
  /// Spellings of names whose words have not been asked for.
  private var spellings: [Int64: (kind: EntityKind, spellings: Set<String>)] = [:]

  init(_ database: Database) { self.database = database }

  mutating func know(_ name: Int64, _ kind: EntityKind, isNew: Bool, spellings: Set<String>) {
    if isNew {
      known[name] = Known(kind: kind, words: [], isNew: true)
    } else {
      self.spellings[name] = (kind, spellings)
    }
  }

  /// Names that were new are so no more: stories are written with the words that they have.
  mutating func settle() {
    for name in known.keys { known[name]?.isNew = false }
  }

  mutating func note(_ spelling: String, of name: Int64) throws {
    let words = foldedWords(of: spelling).filter { !$0.isEmpty }
    if known[name]?.isNew == true {
      known[name]?.words.formUnion(words)
      return
    }
    let (kind, early) = try self.words(of: name)
    for word in words where !early.contains(word) {
      try database.cachedStatement(
        sql: "INSERT OR IGNORE INTO lateWord (kind, word, name) VALUES (?, ?, ?)"
      ).execute(arguments: [kind.rawValue, Data(word), name])
    }
  }

  /// A name's kind, and the words by which its stories are found; late ones are not among them.
  mutating func words(of name: Int64) throws -> (EntityKind, Set<[UInt8]>) {
    if let known = known[name] { return (known.kind, known.words) }
    let found = try spellings.removeValue(forKey: name) ?? load(name)
    let late = try Set(
      Data.fetchAll(
        database.cachedStatement(sql: "SELECT word FROM lateWord WHERE name = ?"),
        arguments: [name]
      ).map { [UInt8]($0) })
    let words = Set(found.spellings.flatMap(foldedWords)).filter {
      !$0.isEmpty && !late.contains($0)
    }
    known[name] = Known(kind: found.kind, words: words, isNew: false)
    return (found.kind, words)
  }

  private func load(_ name: Int64) throws -> (kind: EntityKind, spellings: Set<String>) {
    let kind = try String.fetchOne(
      database.cachedStatement(sql: "SELECT kind FROM name WHERE id = ?"), arguments: [name])
    let spellings = try String.fetchSet(
      database.cachedStatement(sql: "SELECT text FROM spelling WHERE name = ?"),
      arguments: [name])
    return (kind.flatMap(EntityKind.init) ?? .person, spellings)
  }
}
