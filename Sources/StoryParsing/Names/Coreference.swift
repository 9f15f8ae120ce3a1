// Names to entities: which mentions are of one person, country or body.

func resolveCoreference(
  of names: [FoundName], tokens: [Token], in text: String
) -> ([Mention], [Entity]) { ([], []) }
