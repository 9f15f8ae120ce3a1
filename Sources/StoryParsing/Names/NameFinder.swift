// Tokens to names: lists and rules, the best wins.

/// A name found, before it is known whose it is.
struct FoundName: Hashable {
  let range: TextRange
  let kind: EntityKind
  let isAdjectival: Bool
  let evidence: Mention.Evidence
}

func findNames(
  in tokens: [Token], of sentences: [TextRange], structure: Structure, in text: String
) -> [FoundName] { [] }
