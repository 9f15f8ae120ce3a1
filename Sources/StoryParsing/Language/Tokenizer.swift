// Text to tokens.

func tokenize(_ text: String) -> [Token] { [] }
