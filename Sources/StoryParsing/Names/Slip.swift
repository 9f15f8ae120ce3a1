// Whether one word is a slip of the pen for another.

/// Whether two words differ by one letter put in, left out, changed, or by two exchanged.
///
/// Words under five letters are too alike to tell, and a first letter is seldom wrong.
func isSlip(_ word: String, of right: String) -> Bool {
  let word = Array(word.utf8)
  let right = Array(right.utf8)
  guard min(word.count, right.count) >= 5, abs(word.count - right.count) <= 1,
    word.first == right.first, word != right
  else { return false }
  var same = 0
  while same < min(word.count, right.count), word[same] == right[same] { same += 1 }
  let rest = word[same...]
  let wanted = right[same...]
  if rest.dropFirst() == wanted.dropFirst() || rest == wanted.dropFirst()
    || rest.dropFirst() == wanted
  {
    return true
  }
  return rest.count > 1 && rest.count == wanted.count && rest.first == wanted.dropFirst().first
    && rest.dropFirst().first == wanted.first && rest.dropFirst(2) == wanted.dropFirst(2)
}
