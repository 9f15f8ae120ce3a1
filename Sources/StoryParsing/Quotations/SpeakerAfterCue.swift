// The subject to the right of a cue: "said Quill", "said the mayor, Mara Quill".

extension SpeakerFinder {
  /// The subject that follows a cue; nil where none does.
  func speaker(rightOf cue: Int) -> Speaker? {
    var index = cue + 1
    while word(index) == .adverb || word(index) == .weekday { index += 1 }
    switch kind(index) {
    case .word(.he), .word(.she): return .pronoun(index)
    case .word(.otherPronoun): return .unnamed
    case .word(.indefinite), .word(.possessive): return speaker(ofPhraseFrom: index, named: false)
    case .word(nil), .word(.the), .word(.male), .word(.female), .word(.spokesperson), .mention:
      return speaker(ofPhraseFrom: index, named: true)
    default: return nil
    }
  }

  /// Walks over titles to a name; an unnamed phrase may be followed by its name after a comma.
  func speaker(ofPhraseFrom start: Int, named: Bool) -> Speaker? {
    var index = start
    var governing: SpeechWord?
    var head: Int?
    while index < pieces.count, index - start < Self.longestPhrase {
      switch pieces[index].kind {
      case .mention(let mention) where mentions[mention].isAdjectival: break
      case .mention(let mention):
        let found = mentions[mention]
        if governing == nil || head.map({ word($0) == .spokesperson }) ?? false {
          return named || found.kind == .person || head != nil ? .entity(found.entity) : .unnamed
        }
        if found.kind == .person, isTitleLink(index) { return .entity(found.entity) }
        if head.map(isGovernment) ?? false { return .entity(found.entity) }
      case .word(.binding), .word(.preposition): governing = governing ?? word(index)
      case .word(nil), .word(.male), .word(.female), .word(.spokesperson):
        if governing == nil { head = index }
      case .word(.the), .word(.indefinite), .word(.possessive), .mark: break
      case .comma:
        if case .mention(let mention) = kind(index + 1), mentions[mention].kind == .person {
          return .entity(mentions[mention].entity)
        }
        return speaker(ofHead: head, named: named)
      default: return speaker(ofHead: head, named: named)
      }
      index += 1
    }
    return speaker(ofHead: head, named: named)
  }

  /// "the government of Kenya" speaks for Kenya.
  func isGovernment(_ head: Int) -> Bool {
    packed(pieces[head].range, in: bytes) == Self.government
  }

  static let government = packed(TextRange(0, 10), in: Array("government".utf8))

  func speaker(ofHead head: Int?, named: Bool) -> Speaker {
    guard named, let head else { return .unnamed }
    return role(head).map(Speaker.entity) ?? described(head)
  }

  /// "Secretary of State Antony Blinken": what governs is part of a title.
  func isTitleLink(_ index: Int) -> Bool {
    if case .word(nil) = kind(index - 1) {
      return pieces[index - 1].isCapitalised || word(index - 2) == .binding
    }
    return false
  }
}
