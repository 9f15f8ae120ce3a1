// The lines of a story that are not the story: credits, copyright, calls to subscribe.

/// What boilerplate begins with wherever it stands, in small letters.
private let openings = table(
  """
  (c)
  ©
  &copy;
  all rights reserved
  reporting by
  (reporting by
  additional reporting
  (additional reporting
  further reporting
  editing by
  (editing by
  with reports from
  with reporting from
  with additional reporting
  our standards:
  disclaimer
  (disclaimer
  [disclaimer
  editor's note
  editor’s note
  editors' note
  editors’ note
  correction:
  clarification:
  this story was
  this story has been
  this article was
  this article has been
  this article originally
  this report was
  this post was
  this piece was
  sign up for
  sign up to
  subscribe now
  subscribe for
  read more
  read next
  read also
  also read
  read the full
  read:
  see also
  more:
  related:
  related stories
  related articles
  related story
  recommended:
  click here
  follow us
  join the conversation
  share this
  advertisement
  continue reading
  story continues
  article continues
  get our
  download our
  watch:
  watch more
  listen to the podcast
  for more news
  for more stories
  contact us
  media contact
  source link
  tags:
  filed under
  photo credit
  we may earn
  please enable
  skip to
  -30-
  - 30 -
  —30—
  — 30 —
  ###
  * * *
  """)

/// What boilerplate at the end of a story begins with; elsewhere a sentence may.
private let openingsAtEnd = table(
  """
  edited by
  edited in
  compiled by
  compiled from
  compiled in
  written by
  translated by
  translation and editing
  translation by
  with files from
  reported from
  received by cable
  by telegraph from
  corrections to
  correction to
  this story is
  this article is
  this content
  originally published
  first published
  the views expressed
  the opinions expressed
  views expressed
  more on this
  more from
  like us on
  share on
  sponsored
  get the latest
  for more information
  contact the
  contact:
  source:
  sources:
  posted in
  follow him on
  follow her on
  join us on
  subscribe to
  download the
  """)

/// The rows of a table by their first byte.
private func table(_ rows: String) -> [UInt8: [[UInt8]]] {
  Dictionary(grouping: rows.split(separator: "\n").map { Array($0.utf8) }) { $0[0] }
}

/// What marks a short line at the end of a story as boilerplate wherever it stands in it.
private let phrases = [
  "all rights reserved", "contributed to this report", "contributed reporting",
  "contributed to this story", "contributed to this article", "material may not be published",
  "may not be reproduced", "reproduction in part or whole", "terms of use", "privacy policy",
  "auto-generated", "syndicated feed", "published under a creative commons",
].map { Array($0.utf8) }

/// Words that are boilerplate only where nothing else is on the line.
private let wholeLines: Set<String> = [
  "ends", "end", "advertisement", "reuters staff", "mf", "-0-", "share", "print", "email", "ad",
  "advertising", "more to follow", "(more)", "more", "newsletter", "comments", "read more",
]

/// A paragraph longer than this is read by people, whatever it begins with.
private let longest = 400

/// Whether a line is boilerplate by its own words.
func isBoilerplate(_ line: TextRange, _ bytes: [UInt8]) -> Bool {
  if begins(line, withOneOf: openings, bytes) { return true }
  guard line.count <= 300 else { return false }
  if line.count <= 16, wholeLines.contains(bytes.key(of: line)) { return true }
  return hasCopyright(line, bytes)
}

/// Whether a line is boilerplate where only boilerplate follows it.
func isBoilerplateAtEnd(_ line: TextRange, _ bytes: [UInt8]) -> Bool {
  isBoilerplate(line, bytes) || begins(line, withOneOf: openingsAtEnd, bytes)
    || line.count <= 200 && namesOwner(line, bytes)
    || line.count <= 300 && phrases.contains { bytes.contains($0, in: line) }
}

/// "Story will be updated. Copyright Harbour Press 2016.": the word with a name or a year after it.
private func namesOwner(_ line: TextRange, _ bytes: [UInt8]) -> Bool {
  bytes.words(in: line).dropLast().contains { word in
    word.count >= 9 && bytes[word.start] == UInt8(ascii: "C") && bytes.key(of: word) == "copyright"
      && word.end + 1 < line.end && !(bytes.letter(at: word.end + 1) == .small)
  }
}

private func begins(
  _ line: TextRange, withOneOf table: [UInt8: [[UInt8]]], _ bytes: [UInt8]
) -> Bool {
  guard line.count <= longest, let candidates = table[bytes.lowered(line.start)] else {
    return false
  }
  return candidates.contains { opening in
    guard bytes.reads(opening, at: line.start, before: line.end) else { return false }
    let after = line.start + opening.count
    // "Copyrighted works", "(c)opy": the opening ends where a word does.
    return after == line.end || bytes[after - 1] == 0x3A || bytes.letter(at: after) == nil
  }
}

/// "(c) 1905", "© 2020", "Copyright 1979": with a year or at the end, as a copyright line has it.
private func hasCopyright(_ line: TextRange, _ bytes: [UInt8]) -> Bool {
  let word = Array("copyright".utf8)
  if bytes.reads(word, at: line.start, before: line.end) {
    let rest = bytes.trimmed(TextRange(line.start + word.count, line.end))
    if rest.isEmpty || bytes.letter(at: rest.start) != .small { return true }
  }
  for offset in line.start..<line.end {
    switch bytes[offset] {
    case 0x28 where bytes.reads([0x28, 0x63, 0x29], at: offset, before: line.end):
      if isYear(after: offset + 3, line, bytes) { return true }
    case 0xC2 where bytes.reads([0xC2, 0xA9], at: offset, before: line.end):
      return true
    default: continue
    }
  }
  return false
}

private func isYear(after offset: Int, _ line: TextRange, _ bytes: [UInt8]) -> Bool {
  let rest = bytes.trimmed(TextRange(offset, line.end))
  return rest.isEmpty
    || rest.count >= 4 && (0..<4).allSatisfy { bytes.isDigit(at: rest.start + $0) }
}

/// What the words under a picture begin with, in small letters.
private let captionOpenings = [
  "photo:", "photo by", "(photo", "[photo", "file photo", "file -", "file –", "file —", "image:",
  "image credit", "picture:", "caption:", "pictured:", "(ap photo", "(reuters/", "photograph:",
  "illustration:", "photo/", "getty images", "afp via getty",
].map { Array($0.utf8) }

/// What a caption may end with.
private let captionEnds = [
  "getty images", "getty images)", "ap photo)", "/reuters", "/reuters)", "/afp)", "file photo",
].map { Array($0.utf8) }

/// Whether a line is the words under a picture.
func isCaption(_ line: TextRange, _ bytes: [UInt8]) -> Bool {
  guard line.count <= 500 else { return false }
  return captionOpenings.contains { bytes.reads($0, at: line.start, before: line.end) }
    || captionEnds.contains {
      line.count > $0.count && bytes.reads($0, at: line.end - $0.count, before: line.end)
    }
}
