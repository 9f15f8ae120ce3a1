// Archives that are somebody else's, damaged, newer or in a place that cannot be written.
import FoundationEssentials
import GRDB
import Glibc
import StoryArchive
import StoryParsing
import Testing

@Suite struct Openings {
  let place: ArchivePlace

  init() throws { place = try ArchivePlace() }

  @Test func itsFilesAreForTheReaderAlone() throws {
    let before = umask(0)
    defer { umask(before) }
    let archive = try place.open()
    _ = try archive.save(.wire(.wire("1", "Harbour")), at: .noon)
    #expect(place.mode(of: place.folder + "/lede") == 0o700)
    for suffix in ["", "-wal", "-shm"] { #expect(place.mode(of: place.path + suffix) == 0o600) }
  }

  @Test func twoMayUseItAtOnce() throws {
    let (one, other) = (try place.open(), try place.open())
    let number = try one.save(.wire(.wire("1", "Harbour")), at: .noon).added[0]
    try other.remember([.kept(number): MemoryChange(isRead: true)], at: .noon)
    #expect(try one.memories(of: [.kept(number)])[.kept(number)]?.isRead == true)
  }

  @Test func whatIsNoArchiveIsSetAside() throws {
    _ = try place.open()
    let bytes = Data("Dear diary, ".utf8) + Data(repeating: 7, count: 9000)
    for suffix in ["-wal", "-shm"] { unlink(place.path + suffix) }
    try bytes.write(to: URL(filePath: place.path))
    let opening = Archive.open(place.path, at: .noon)
    let aside = place.path + ".damaged-2023-11-14"
    #expect(
      opening.notices == [
        "\(place.path) was damaged and is now \(aside); 0 stories could be taken over from it"
      ])
    #expect(try place.bytes(of: aside) == Array(bytes))
    #expect(opening.archive.isKept && !opening.archive.isReadOnly)
  }

  @Test func ofADamagedArchiveIsTakenOverWhatCanBeRead() throws {
    var archive: Archive? = try place.open()
    let stories = (0..<300).map { Story.wire("\($0)", "Day \($0)\nMara Quill spoke \($0) times.") }
    _ = try archive?.save(Refresh(source: "wire", stories: stories), at: .noon)
    archive = nil
    var bytes = try place.bytes(of: place.path)
    // The schema's page: nothing can be read past it but by salvage, and here not even that.
    for offset in 100..<16_384 { bytes[offset] = 0xEE }
    try Data(bytes).write(to: URL(filePath: place.path))
    let opening = Archive.open(place.path, at: .noon)
    #expect(opening.notices.count == 1)
    #expect(opening.notices.first?.contains("damaged") == true)
    #expect(try opening.archive.check().faults == [])
  }

  @Test func anArchiveOfANewerLedeIsOnlyRead() throws {
    var archive: Archive? = try place.open()
    let number = try #require(archive?.save(.wire(.wire("1", "Harbour")), at: .noon).added.first)
    archive = nil
    let queue = try DatabaseQueue(path: place.path)
    try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 wonders')") }
    try queue.close()
    let opening = Archive.open(place.path, at: .noon)
    #expect(opening.archive.isReadOnly)
    let sentence = "What you mark and keep is forgotten at the end: \(place.path) was written by"
    #expect(opening.notices == [sentence + " a newer lede"])
    #expect(try opening.archive.story(number)?.text == "Harbour")
    #expect(throws: ArchiveError.self) { try opening.archive.leave(["a": "b"], for: "") }
  }

  @Test func whereNothingCanBeWrittenItIsInMemory() throws {
    let opening = Archive.open("/proc/lede/archive.sqlite", at: .noon)
    #expect(opening.notices.count == 1)
    #expect(!opening.archive.isKept)
    _ = try opening.archive.save(.wire(.wire("1", "Harbour")), at: .noon)
    #expect(opening.archive.count == 1)
  }
}
