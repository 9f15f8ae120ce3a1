// Quotations within quotations: "“He told me ‘never’,” she said."

/// The quotations inside others, with their speakers; those outside must have theirs already.
///
/// The story is read once more with its outer marks open, so that the words around a nested
/// quotation say whose it is; "I" is then whoever speaks the outer one.
func findNestedSpeech(
  in outer: Attribution, tokens: [Token], _ bytes: [UInt8]
) -> [Quotation] {
  var nested: [FoundQuotation] = []
  for (index, quotation) in outer.quotations.enumerated() where !outer.isNoSpeech(index) {
    nested += findNested(in: quotation, bytes)
  }
  guard !nested.isEmpty else { return [] }
  var opened = SpeechPieces(
    tokens: tokens, mentions: outer.finder.mentions, quotations: nested, in: bytes)
  opened.giveFirstPerson(outer.speakersOfFirstPerson, bytes)
  var attribution = Attribution(
    finder: SpeakerFinder(
      bytes: bytes, pieces: opened.pieces, mentions: outer.finder.mentions,
      entities: outer.finder.entities, roles: outer.finder.roles),
    quotations: nested, places: opened.places, bytes: bytes)
  attribution.runInside(outer)
  return attribution.result
}

extension Attribution {
  /// Where each outer quotation is, and a mention of who says "I" in it.
  fileprivate var speakersOfFirstPerson: [(range: TextRange, mention: Int)] {
    var first: [Int: Int] = [:]
    for (index, mention) in finder.mentions.enumerated() where first[mention.entity] == nil {
      first[mention.entity] = index
    }
    return quotations.indices.compactMap { index in
      guard case .entity(let entity) = findings[index]?.speaker, let mention = first[entity]
      else { return nil }
      return (quotations[index].range, mention)
    }
  }
}

extension SpeechPieces {
  /// Puts who speaks in the place of each "I".
  fileprivate mutating func giveFirstPerson(
    _ speakers: [(range: TextRange, mention: Int)], _ bytes: [UInt8]
  ) {
    var next = 0
    for (index, piece) in pieces.enumerated() where piece.range.count == 1 {
      guard bytes[piece.range.start] == 0x49 else { continue }
      while next < speakers.count, speakers[next].range.end <= piece.range.start { next += 1 }
      guard next < speakers.count, speakers[next].range.contains(piece.range) else { continue }
      pieces[index] = SpeechPiece(
        kind: .mention(speakers[next].mention), range: piece.range, isCapitalised: true)
    }
  }
}
