// Text whose lines go on where they end with a blank (format=flowed, RFC 3676).

/// The text with such lines joined; each quotation keeps the signs before its lines.
///
/// - Parameter joinsWords: The blank at a line's end is no part of the text (DelSp).
func readFlowed(_ text: String, joinsWords: Bool) -> String {
  var flowed: [UInt8] = []
  var depth = 0
  var goesOn = false
  for line in text.utf8.split(separator: lineFeed, omittingEmptySubsequences: false) {
    let content = line.drop { $0 == UInt8(ascii: ">") }
    let ownDepth = line.count - content.count
    // A blank before the text only keeps it from being read as a sign.
    let words = content.first == space ? content.dropFirst() : content
    let isSignature = words.elementsEqual("-- ".utf8)
    if !goesOn || ownDepth != depth || isSignature {
      if !flowed.isEmpty { flowed.append(lineFeed) }
      flowed += [UInt8](repeating: UInt8(ascii: ">"), count: ownDepth)
      if ownDepth > 0 { flowed.append(space) }
    }
    depth = ownDepth
    goesOn = words.last == space && !isSignature
    flowed += goesOn && joinsWords ? words.dropLast() : words
  }
  return String(decoding: flowed, as: UTF8.self)
}
