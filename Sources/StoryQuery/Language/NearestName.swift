// "Did you mean …?"

/// The name that somebody most likely meant; nil if none is near.
///
/// Near is one slip of the finger in three letters: a letter wrong, missing, too many, or two swapped.
package func nearestName(to typed: String, among names: some Sequence<String>) -> String? {
  let typed = Array(typed.lowercased())
  // Nothing that long is a name with a slip in it.
  guard !typed.isEmpty, typed.count <= 64 else { return nil }
  var best: (name: String, slips: Int)?
  for name in names {
    let slips = slips(from: typed, to: Array(name.lowercased()))
    let allowed = max(1, max(typed.count, name.count) / 3)
    if slips <= allowed, slips < best?.slips ?? .max { best = (name, slips) }
  }
  return best?.name
}

/// How many slips make one word of another.
private func slips(from one: [Character], to other: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...other.count)
  for row in one.indices {
    var this = [row + 1]
    for column in other.indices {
      let isSame = one[row] == other[column]
      var least = min(last[column] + (isSame ? 0 : 1), last[column + 1] + 1, this[column] + 1)
      let isSwap =
        row > 0 && column > 0 && one[row] == other[column - 1] && one[row - 1] == other[column]
      if isSwap { least = min(least, beforeLast[column - 1] + 1) }
      this.append(least)
    }
    (beforeLast, last) = (last, this)
  }
  return last[other.count]
}
