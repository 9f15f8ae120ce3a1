// Which entities a noun such as "the mayor" or "the ministry" may mean.

/// The words of roles, and the last words of bodies' names, with the entities that have them.
struct RoleIndex {
  private var entities: [UInt128: Set<Int>] = [:]

  init(_ list: [Entity]) {
    for (index, entity) in list.enumerated() {
      for role in entity.roles { add(role.split(separator: " "), of: index) }
      if entity.kind == .organisation {
        add(entity.name.split(separator: " ").suffix(1), of: index)
      }
    }
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
