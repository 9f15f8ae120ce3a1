// A story as attribution reads it: words, mentions, quotations and what parts them.

/// A stretch of the story that attribution steps over as one.
struct SpeechPiece: Hashable {
  enum Kind: Hashable {
    case word(SpeechWord?)
    /// Index of the mention.
    case mention(Int)
    /// Index of the quotation; what is inside is of no concern.
    case quotation(Int)
    /// "'s": what stands before it owns what follows.
    case possessive
    case comma, colon, dash, mark
    case openBracket, closeBracket
    /// The end of a sentence.
    case stop
    case paragraphEnd
  }

  let kind: Kind
  let range: TextRange
  let isCapitalised: Bool
}

/// A story's pieces, and where among them each quotation is.
struct SpeechPieces {
  var pieces: [SpeechPiece] = []
  /// For each quotation its index in `pieces`; nil where it is part of a name.
  private(set) var places: [Int?]

  init(
    tokens: [Token], mentions: [Mention], quotations: [FoundQuotation], in bytes: [UInt8]
  ) {
    places = Array(repeating: nil, count: quotations.count)
    pieces.reserveCapacity(tokens.count)
    var quotation = 0
    var mention = 0
    var taken = 0
    for token in tokens {
      while mention < mentions.count, mentions[mention].range.end <= token.range.start {
        mention += 1
      }
      while quotation < quotations.count, quotations[quotation].range.end <= token.range.start {
        quotation += 1
      }
      guard token.range.start >= taken else { continue }
      if mention < mentions.count, mentions[mention].range.start <= token.range.start {
        let range = mentions[mention].range
        pieces.append(SpeechPiece(kind: .mention(mention), range: range, isCapitalised: true))
        taken = range.end
      } else if quotation < quotations.count,
        quotations[quotation].range.start <= token.range.start
      {
        places[quotation] = pieces.count
        let range = quotations[quotation].range
        pieces.append(SpeechPiece(kind: .quotation(quotation), range: range, isCapitalised: false))
        taken = range.end
      } else {
        append(token, bytes)
        taken = token.range.end
      }
    }
  }

  private mutating func append(_ token: Token, _ bytes: [UInt8]) {
    let kind: SpeechPiece.Kind
    switch token.kind {
    case .word: kind = .word(speechWord(token.range, in: bytes))
    case .number: kind = .word(nil)
    case .suffix: kind = .possessive
    case .lineEnd: kind = .paragraphEnd
    case .mark: kind = markKind(bytes.character(at: token.range.start)?.value ?? 0)
    }
    pieces.append(
      SpeechPiece(kind: kind, range: token.range, isCapitalised: token.isCapitalised))
  }

  private func markKind(_ mark: UInt32) -> SpeechPiece.Kind {
    switch mark {
    case 0x2C: .comma
    case 0x3A: .colon
    case 0x2E, 0x21, 0x3F, 0x2026, 0x3B, 0x3002: .stop
    case 0x2012...0x2015: .dash
    case 0x28, 0x5B: .openBracket
    case 0x29, 0x5D: .closeBracket
    default: .mark
    }
  }
}
