// A name cut into the words by which it is compared with others.
import StoryParsing

/// One key of an entity: its words, and what they are to be compared by.
struct NameForm: Sendable {
  /// `Entity.key`.
  let key: String
  let kind: EntityKind
  /// Folded words of the name; of persons without titles, particles and "Jr.", of bodies without
  /// "the" and "Co.".
  let words: [[UInt8]]
  /// The letters of a person's name with its particles, without titles and spaces.
  let whole: [UInt8]
  /// Of bodies: "russian" of "Russian Foreign Ministry", where all other words are common ones.
  let owner: [UInt8]?
  /// Whether a body's words are such as any country, town or trade has: "Ministry of Health".
  let isCommon: Bool
  /// Whether a body's name is letters that stand for words: "NPP".
  let isAcronym: Bool
  /// "lek" of "Thanaporn "Lek" Wongsakulchai".
  let nickname: [UInt8]?
  /// "jr" or the like, which fathers lack.
  let suffix: [UInt8]?

  init(key: String, kind: EntityKind, name: String) {
    self.key = key
    self.kind = kind
    let text = key.utf8.drop { $0 != 0x3A }.dropFirst()
    let raw = text.split { $0 == 0x20 || $0 == 0x2C }
    let called = kind == .person && raw.count > 2 ? raw.first(where: isQuoted) : nil
    let all = raw.filter { word in called.map { !$0.elementsEqual(word) } ?? true }.map(plainWord)
      .filter { !$0.isEmpty }
    nickname = called.map(plainWord)
    suffix = kind == .person ? all.last.flatMap { suffixes.contains($0) ? $0 : nil } : nil
    switch kind {
    case .person:
      let words = all.filter { !titles.contains($0) && !particles.contains($0) }
        .map(withoutArticle)
      (self.words, owner, isCommon) = (words.isEmpty ? all : words, nil, false)
    case .organisation:
      let body = bodyWords(all)
      (words, owner, isCommon) = (body.words, body.owner, body.isCommon)
    case .country, .place: (words, owner, isCommon) = (all, nil, false)
    }
    whole =
      kind == .person ? all.filter { !titles.contains($0) }.flatMap(nameParts).flatMap(\.self) : []
    isAcronym = kind == .organisation && words.count == 1 && isInCapitals(name)
  }

  /// Whether it is a part of a name by which others may be called too: "Blinken", "NPP".
  var isLone: Bool {
    switch kind {
    case .person: words.count < 2
    case .organisation: isAcronym
    case .country, .place: false
    }
  }

  /// The first letters of a body's words: "fss" of "Federal Security Service".
  var initials: [UInt8] { words.compactMap(\.first) }
}

/// "NPP", "U.N."; not "Apple".
private func isInCapitals(_ name: String) -> Bool {
  (2...8).contains(name.utf8.count)
    && name.unicodeScalars.allSatisfy {
      $0.properties.isUppercase || "0123456789.&-".unicodeScalars.contains($0)
    }
}

/// A word without apostrophes and dots, and without "'s".
private func plainWord(_ word: Substring.UTF8View.SubSequence) -> [UInt8] {
  var bytes = Array(word)
  for ending in ["'s", "\u{2019}s"] where bytes.suffix(ending.utf8.count).elementsEqual(ending.utf8)
  {
    bytes.removeLast(ending.utf8.count)
  }
  return Array(
    String(decoding: bytes, as: UTF8.self).unicodeScalars
      .filter { !"'`\u{2019}\u{2018}.\"\u{2BC}()&".unicodeScalars.contains($0) }
      .flatMap { String($0).utf8 })
}

/// Whether a word stands in quotation marks or brackets.
private func isQuoted(_ word: Substring.UTF8View.SubSequence) -> Bool {
  let text = String(decoding: word, as: UTF8.self)
  guard let first = text.first, let last = text.last, text.count > 2 else { return false }
  return "\"'“‘(«".contains(first) && "\"'”’)»".contains(last)
}

private let suffixes = wordSet("jr sr ii iii iv")

private func wordSet(_ text: String) -> Set<[UInt8]> {
  Set(text.split { $0 == " " || $0 == "\n" }.map { Array($0.utf8) })
}

/// "khazen" of "el-khazen".
private func withoutArticle(_ word: [UInt8]) -> [UInt8] {
  let isArticle =
    word.count > 5 && word[1] == 0x6C && word[2] == 0x2D && "aeu".utf8.contains(word[0])
  return isArticle ? Array(word.dropFirst(3)) : word
}

private let titles = wordSet(
  """
  mr mrs ms miss dr prof professor sir dame lord lady sheikh sheik president king queen prince
  princess pope general gen col capt sgt lt rev hon dato datuk dona alhaji jr sr ii iii iv phd
  """)

private let particles = wordSet(
  """
  de da do dos das del della di du la le van von der den ter ten al el bin ibn ben bint e y af zu
  """)

// MARK: Bodies

/// The words of a body's name that tell it from others, and whose it is if that is all that does.
private func bodyWords(_ all: [[UInt8]]) -> (words: [[UInt8]], owner: [UInt8]?, isCommon: Bool) {
  var words = all.filter { !bodyFillers.contains($0) }.map { sameWords[$0] ?? $0 }
  while words.count > 1, let last = words.last, companyEndings.contains(last) {
    words.removeLast()
  }
  // "Ministry of Health" is the "Health Ministry".
  if words.count > 1, let head = words.first, movableHeads.contains(head) {
    words = Array(words.dropFirst()) + [head]
  }
  let own = words.filter { !commonWords.contains($0) }
  guard !words.isEmpty else { return (all, nil, false) }
  if own.isEmpty { return (words, nil, true) }
  let isHeaded = words.last.map(heads.contains) ?? false
  guard own.count == 1, words.count > 1, isHeaded else { return (words, nil, false) }
  return (words.filter { $0 != own[0] }, own[0], true)
}

private let bodyFillers = wordSet("the of and for in on at a an")

private let companyEndings = wordSet(
  """
  co inc ltd plc corp company llc ag gmbh sa nv bv limited incorporated corporation spa oy ab asa
  kk pty pvt
  """)

private let movableHeads = wordSet("ministry department bureau office")

/// Heads of bodies that every country, town or trade has one of.
private let heads = wordSet(
  """
  ministry department parliament senate assembly congress cabinet court police army navy force
  treasury council commission committee bank government service services bureau office agency
  authority board guard brigade council legislature
  """)

/// Words that tell nobody which of many bodies is meant.
private let commonWords = heads.union(
  wordSet(
    """
    foreign external affairs interior internal home justice defence health education energy finance
    transport agriculture culture sport sports tourism environment labour trade industry commerce
    economy economic planning development social security national federal state public supreme
    high constitutional appeal appeals district central reserve electoral election elections city
    county municipal town village regional provincial local general military air coast border fire
    rescue emergency emergencies intelligence statistics statistical house representatives commons
    lords weather meteorological water electricity port ports customs revenue tax prison prisons
    immigration prosecutor prosecutors anti-corruption corruption human rights medical family
    welfare housing infrastructure fisheries forestry mines mining petroleum science technology
    communications information youth women people peoples republic democratic royal chamber
    statistics civil aviation railways railway roads road post office works land lands party
    communist conservative liberal socialist green republican union workers teachers nurses doctors
    farmers students association federation confederation institute university college school
    hospital stock exchange regulator ombudsman embassy consulate mission crescent red cross
    """))

/// Words that British and American papers, or long and short forms, write otherwise.
private let sameWords: [[UInt8]: [UInt8]] = Dictionary(
  uniqueKeysWithValues: [
    ("defense", "defence"), ("center", "centre"), ("labor", "labour"),
    ("organization", "organisation"), ("theater", "theatre"), ("harbor", "harbour"),
    ("programme", "program"), ("dept", "department"), ("intl", "international"),
    ("univ", "university"), ("assoc", "association"), ("govt", "government"),
    ("natl", "national"), ("peoples", "people"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) })
