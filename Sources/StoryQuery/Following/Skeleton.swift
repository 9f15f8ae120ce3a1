// Words as they sound: what is left of a spelling when languages have written it their ways.

/// The consonants of a folded word, those alike as one: equal for "zelensky" and "zelenskyy", for
/// "gaddafi", "qaddafi" and "kadafi".
func skeleton(of word: some Sequence<UInt8>) -> [UInt8] {
  var letters = word.filter { (0x61...0x7A).contains($0) || $0 >= 0x80 }
  // "Abdelhamid", "Abdul Hamid" and "Abd al-Hamid".
  if letters.starts(with: "abd".utf8), letters.count > 5, letters[4] == 0x6C || letters[4] == 0x72,
    "aeou".utf8.contains(letters[3])
  {
    letters.removeSubrange(3...4)
  }
  var (bones, at) = ([UInt8](), 0)
  while at < letters.count {
    let (bone, width) = bone(letters, at)
    at += width
    guard let bone, bones.last != bone else { continue }
    bones.append(bone)
  }
  return bones
}

/// The consonant that begins at a letter, and how many letters spell it; nil for vowels.
private func bone(_ letters: [UInt8], _ at: Int) -> (UInt8?, Int) {
  let letter = letters[at]
  for cluster in clusters where cluster.spelling[0] == letter && cluster.begins(letters, at) {
    return (cluster.bone, cluster.spelling.count)
  }
  switch UnicodeScalar(letter) {
  case "a", "e", "i", "o", "u":
    return (at == 0 ? UInt8(ascii: "a") : nil, 1)
  case "y", "j":
    return (at > 0 ? nil : UInt8(ascii: "j"), 1)
  case "h": return (at > 0 ? nil : letter, 1)
  case "c":
    let isSoft = at + 1 < letters.count && "eiy".utf8.contains(letters[at + 1])
    return (UInt8(ascii: isSoft ? "s" : "k"), 1)
  case "g", "q": return (UInt8(ascii: "k"), 1)
  case "f", "w": return (UInt8(ascii: "v"), 1)
  case "z", "x": return (UInt8(ascii: "s"), 1)
  default: return (letter, 1)
  }
}

/// Letters that spell one consonant together.
private struct Cluster {
  let spelling: [UInt8]
  let bone: UInt8

  func begins(_ letters: [UInt8], _ at: Int) -> Bool {
    guard letters.count - at >= spelling.count else { return false }
    return spelling.indices.allSatisfy { letters[at + $0] == spelling[$0] }
  }
}

/// The longest first.
private let clusters: [Cluster] = [
  ("shch", "s"), ("tsch", "c"), ("tch", "c"), ("sch", "s"), ("dzh", "j"), ("kh", "k"),
  ("gh", "k"), ("ch", "c"), ("cz", "c"), ("sh", "s"), ("zh", "s"), ("ph", "v"), ("th", "t"),
  ("dh", "d"), ("ts", "s"), ("tz", "s"), ("ck", "k"),
].map { (spelling: String, bone: Unicode.Scalar) in
  Cluster(spelling: Array(spelling.utf8), bone: UInt8(ascii: bone))
}

/// The skeletons under which a word may be looked for: "abdrakhmanov" is "abdrahmanov" too.
func skeletons(of word: [UInt8]) -> [[UInt8]] {
  let softened = softened(word)
  return softened == word ? [skeleton(of: word)] : [skeleton(of: word), skeleton(of: softened)]
}

/// The word with "h" for every "kh".
private func softened(_ word: [UInt8]) -> [UInt8] {
  word.indices.filter { word[$0] != 0x6B || $0 + 1 == word.count || word[$0 + 1] != 0x68 }
    .map { word[$0] }
}

/// Whether two folded words are spellings of one: the same skeleton and most letters the same.
func isAlike(_ one: [UInt8], _ other: [UInt8]) -> Bool {
  if one == other { return true }
  let shorter = min(one.count, other.count)
  // Letters are compared first: that costs less than skeletons, and most words part there.
  guard shorter > 3, edits(one, other, limit: max(1, (shorter + 2) / 3)) != nil else {
    return false
  }
  return skeleton(of: one) == skeleton(of: other)
    || skeleton(of: softened(one)) == skeleton(of: softened(other))
}

/// How many letters must be changed, added or left out to make one word of another, if not more
/// than a limit; nothing is asked of words beyond 40 letters.
func edits(_ one: [UInt8], _ other: [UInt8], limit: Int) -> Int? {
  guard abs(one.count - other.count) <= limit, max(one.count, other.count) <= 40 else {
    return nil
  }
  var row = Array(0...other.count)
  for (index, letter) in one.enumerated() {
    var diagonal = row[0]
    row[0] = index + 1
    for column in other.indices {
      let changed = diagonal + (other[column] == letter ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(changed, row[column] + 1, diagonal + 1)
    }
  }
  return row[other.count] <= limit ? row[other.count] : nil
}
