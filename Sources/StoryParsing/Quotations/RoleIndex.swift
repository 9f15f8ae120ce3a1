// Which entities a noun such as "the mayor" or "the ministry" may mean.

/// The words of roles, and the last words of bodies' names, with the entities that have them.
struct RoleIndex {
  private var entities: [PackedWord: Set<Int>] = [:]

  init(_ list: [Entity], mentions: [Mention], _ pieces: [SpeechPiece], in bytes: [UInt8]) {
    for (index, entity) in list.enumerated() {
      for role in entity.roles { add(role.split(separator: " "), of: index) }
      // "the ministry" may be the Ministry of Emergency Situations.
      if entity.kind == .organisation { add(entity.name.split(separator: " "), of: index) }
    }
    for (index, piece) in pieces.enumerated() {
      guard case .mention(let mention) = piece.kind, mentions[mention].kind == .person else {
        continue
      }
      addNouns(beside: index, of: mentions[mention].entity, pieces, bytes)
    }
  }

  /// "shopkeeper Mara Quill", "one bass, John Ross", "Mara Quill, a road engineer,".
  private mutating func addNouns(
    beside index: Int, of entity: Int, _ pieces: [SpeechPiece], _ bytes: [UInt8]
  ) {
    let hasComma = index > 1 && pieces[index - 1].kind == .comma
    if index > 0 { add(pieces[hasComma ? index - 2 : index - 1], of: entity, bytes) }
    guard index + 2 < pieces.count, pieces[index + 1].kind == .comma else { return }
    switch pieces[index + 2].kind {
    case .word(.the), .word(.indefinite), .word(nil), .word(.possessive): break
    default: return
    }
    var next = index + 2
    while next < pieces.count, next - index < 8, case .word(let word) = pieces[next].kind,
      word == nil || word == .the || word == .indefinite || word == .possessive
    {
      add(pieces[next], of: entity, bytes)
      next += 1
    }
  }

  private mutating func add(_ piece: SpeechPiece, of entity: Int, _ bytes: [UInt8]) {
    guard case .word(nil) = piece.kind, !piece.isCapitalised, piece.range.count > 3,
      let key = packed(piece.range, in: bytes)
    else { return }
    entities[key, default: []].insert(entity)
  }

  private mutating func add(_ words: some Sequence<Substring>, of entity: Int) {
    for word in words {
      let bytes = Array(word.utf8)
      guard let key = packed(TextRange(0, bytes.count), in: bytes) else { continue }
      entities[key, default: []].insert(entity)
    }
  }

  func entities(of word: TextRange, in bytes: [UInt8]) -> Set<Int> {
    packed(word, in: bytes).flatMap { entities[$0] } ?? []
  }
}
