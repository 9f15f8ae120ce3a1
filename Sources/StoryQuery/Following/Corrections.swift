// What the reader says of names; it goes before what lede finds.
package import StoryParsing

/// One correction: a line of the reader's file.
package enum Correction: Hashable, Sendable {
  /// Two names are one.
  case same(NameReference, NameReference)
  /// The first is not the second, whatever joins them; without a second it is nobody else.
  case apart(NameReference, NameReference?)
  case kind(NameReference, EntityKind)
  /// It is no name at all.
  case dismiss(NameReference)
  /// It is right as it is.
  case confirm(NameReference)
}

/// A name as a correction writes it.
package struct NameReference: Hashable, Sendable {
  package let kind: EntityKind
  package let name: String
  /// `Story.ID.name` of a story, where only the bearer named in it is meant.
  package let story: String?

  package init(kind: EntityKind, name: String, story: String? = nil) {
    self.kind = kind
    self.name = name
    self.story = story
  }

  /// What it is looked up by, equal for spellings that differ by case and accents alone.
  var fold: [UInt8] { foldedName(name) }
}

/// A name as it is looked up: small plain letters, single spaces, no dots.
func foldedName(_ name: String) -> [UInt8] {
  var bytes: [UInt8] = []
  for byte in folded(name) where byte != 0x2E {
    if byte != 0x20 || bytes.last.map({ $0 != 0x20 }) ?? false { bytes.append(byte) }
  }
  if bytes.last == 0x20 { bytes.removeLast() }
  return bytes
}
