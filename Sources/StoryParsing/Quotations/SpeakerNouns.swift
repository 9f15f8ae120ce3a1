// Nouns that speak without a name: "the lawyer", "the observer", "the company".

/// Nouns for people: with "a" before them they are somebody, and no name is meant.
private let personNouns = packedWords(
  """
  man woman boy girl child soldier sergeant captain colonel general clerk student nurse surgeon
  fisherman seaman husband wife widow son daughter sister brother mother father mum dad
  resident witness passenger banker trader broker diplomat delegate minister aide adviser advisor
  lawyer judge scientist analyst critic source chief head director guard detective priest bishop
  rabbi imam monk pilot typist visitor refugee tailor butcher merchant tradesman cook fan coach
  shopkeeper schoolteacher official expert professor president premier chairman chair mayor speaker
  champion captain goalkeeper tenant servant cousin uncle aunt nephew niece veteran journalist vet
  plaintiff defendant suspect survivor neighbour neighbor labourer laborer commander governor
  """)

/// Endings of nouns for people, longest first: "observer", "novelist", "granddaughter".
private let personEndings = [
  "daughter", "mother", "father", "brother", "sister", "woman", "keeper", "person", "man", "son",
  "ist", "ian", "eer", "er", "or", "ee",
].map { Array($0.utf8) }

/// Nouns for things that end as those for people do.
private let thingNouns = packedWords(
  """
  paper newspaper newsletter letter order number water power matter computer quarter winter summer
  river tower murder weather leather chapter register shelter theater counter poster banner barrier
  career tender gender finger hunger sector factor error horror mirror terror motor tractor reactor
  corridor harbor labor flavor favor tumor humor sticker border center folder header filter meter
  liter diner dinner supper answer offer buffer cover disaster harvester ladder layer monster
  plaster powder rubber shoulder silver soccer timber trailer transfer trigger whisper wonder
  guarantee coffee degree reason season lesson prison poison comparison
  """)

/// Nouns for bodies: "the company", as "it", is the body that was named last.
private let bodyNouns = packedWords(
  """
  agency company firm force union ministry department bank club council board commission committee
  court association federation foundation authority bureau office group party army navy police
  carrier airline lender insurer carmaker retailer regulator broadcaster manufacturer maker
  publisher producer theatre theater centre center museum university college school hospital church
  institute institution network station newspaper magazine charity trust fund society league team
  parliament senate embassy consortium utility operator startup studio label orchestra
  """)

/// Whether a noun is one for a person; of "mum-of-three" the first part counts.
func isPersonNoun(_ word: TextRange, in bytes: [UInt8]) -> Bool {
  let hyphen = bytes[word.start..<word.end].firstIndex(of: UInt8(ascii: "-"))
  let noun = TextRange(word.start, hyphen ?? word.end)
  if let key = packed(noun, in: bytes) {
    if personNouns.contains(key) { return true }
    if thingNouns.contains(key) || bodyNouns.contains(key) { return false }
  }
  return noun.count > 4
    && personEndings.contains {
      noun.count > $0.count + 1 && bytes.reads($0, at: noun.end - $0.count, before: noun.end)
    }
}

func isBodyNoun(_ word: TextRange, in bytes: [UInt8]) -> Bool {
  packed(word, in: bytes).map(bodyNouns.contains) ?? false
}
