import FoundationEssentials
import Glibc
import StoryParsing
import StorySources
import Testing

@Test func aFolderIsReadInOrderOfNameWithoutWhatIsHidden() throws {
  let room = try ReadingRoom()
  for name in ["b/2.txt", "a.txt", "b/1/x.txt", ".hidden.txt", ".git/c.txt", "c.jsonl", "b/10.txt"]
  {
    try room.write(name, name == "c.jsonl" ? "{\"text\": \"c\"}\n{\"text\": \"d\"}" : "story")
  }
  let result = read([.path(room.path)])
  #expect(
    room.names(of: result.stories)
      == ["a.txt", "b/1/x.txt", "b/10.txt", "b/2.txt", "c.jsonl", "c.jsonl"])
  #expect(result.stories.map(\.id.name) == ["a.txt", "x.txt", "10.txt", "2.txt", "1", "2"])
  #expect(result.problems.isEmpty)
}

@Test func aFolderIsNamedAsItWasGiven() throws {
  let room = try ReadingRoom()
  try room.write("a.txt", "story")
  #expect(read([.path(room.path + "/")]).stories.map(\.id.source) == [room.path + "/a.txt"])
}

@Test func loopsOfLinksAreNotFollowed() throws {
  let room = try ReadingRoom()
  try room.write("a/story.txt", "story")
  try room.write("z.txt", "last")
  let files = FileManager.default
  try files.createSymbolicLink(atPath: room.path + "/a/up", withDestinationPath: "..")
  try files.createSymbolicLink(atPath: room.path + "/a/self", withDestinationPath: "self")
  try files.createSymbolicLink(atPath: room.path + "/b", withDestinationPath: "a")
  try files.createSymbolicLink(atPath: room.path + "/c.txt", withDestinationPath: "z.txt")
  let result = read([.path(room.path)])
  #expect(room.names(of: result.stories) == ["a/story.txt", "c.txt", "z.txt"])
  #expect(
    result.sentences == [
      "\(room.path)/a/self: cannot be read (its links lead in a circle); try again"
    ])
}

@Test func oneBadFileNeverStopsTheOthers() throws {
  let room = try ReadingRoom()
  try room.write("a.txt", "first")
  try room.write("b.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13])
  try room.write("c.txt", "")
  try room.write("d.jsonl", "{\"text\": \"d\"}\n{\"text\": }\n{\"text\": \"e\"}\n")
  try room.write("e.bin", (0..<256).map { UInt8($0) } + [UInt8](repeating: 0, count: 64))
  try room.write("f.txt", "last")
  let path = room.path
  let result = read([.path(path), .path(path + "/gone.txt"), .path("/proc/self/mem")])
  #expect(result.texts == ["first", "d", "e", "last"])
  #expect(
    result.sentences.dropLast() == [
      "\(path)/b.png: a PNG picture, which lede does not read",
      "\(path)/c.txt: empty, nothing to read; leave it out or fill it",
      "\(path)/d.jsonl:2:10: a value is missing; this line was left out, the others were read",
      "\(path)/e.bin: a binary file, which lede does not read",
      "\(path)/gone.txt: no such file or folder; check the name",
    ])
  #expect(result.sentences.last?.hasPrefix("/proc/self/mem: cannot be read (") == true)
  #expect(result.documents.count == 8)
}

@Test(.enabled(if: getuid() != 0, "nothing is forbidden to root"))
func whatMayNotBeReadIsNamed() throws {
  let room = try ReadingRoom()
  try room.write("closed/a.txt", "story")
  try room.write("b.txt", "story")
  chmod(room.path + "/closed", 0)
  chmod(room.path + "/b.txt", 0)
  defer { chmod(room.path + "/closed", 0o700) }
  #expect(
    read([.path(room.path)]).sentences == [
      "\(room.path)/b.txt: no permission to read it; check its mode and owner",
      "\(room.path)/closed: no permission to read it; check its mode and owner",
    ])
}

@Test func aFolderWithoutFilesIsNamed() throws {
  let room = try ReadingRoom()
  try room.write(".hidden", "story")
  #expect(
    read([.path(room.path)]).sentences == [
      "\(room.path): no files in this folder; hidden ones are left out"
    ])
}

@Test func aFileNameIsSafeToPrintAndNeedNotBeUTF8() throws {
  let room = try ReadingRoom()
  try room.write("a\u{1B}[31m\nb.txt", "")
  let name = Array("\(room.path)/caf".utf8) + [0xE9]
  let file = open(name.map { CChar(bitPattern: $0) } + [0], O_WRONLY | O_CREAT, 0o600)
  #expect(write(file, "story", 5) == 5)
  close(file)
  let result = read([.path(room.path)])
  #expect(result.sentences.first?.hasPrefix("\(room.path)/a␛[31m b.txt: empty") == true)
  #expect(result.texts == ["story"])
  #expect(result.stories.first?.id.name == "caf\u{FFFD}")
}

@Test func aFolderIsNotHeldUpByAPipe() throws {
  let room = try ReadingRoom()
  mkfifo(room.path + "/pipe", 0o600)
  try room.write("story.txt", "story")
  symlink("pipe", room.path + "/link")
  let result = read([.path(room.path)])
  #expect(result.texts == ["story"])
  #expect(
    result.sentences == [
      "\(room.path)/link: a pipe, and in a folder only files are read; name it to read it",
      "\(room.path)/pipe: a pipe, and in a folder only files are read; name it to read it",
    ])
  #expect(result.counts.last?.total == 1)
}

@Test func aPipeIsReadByItsName() throws {
  let room = try ReadingRoom()
  let pipe = room.path + "/pipe"
  mkfifo(pipe, 0o600)
  // Open for both, so that neither end waits for the other.
  let end = open(pipe, O_RDWR | O_CLOEXEC)
  #expect(write(end, "story\n", 6) == 6)
  var texts: [String] = []
  readStories(from: [.path(pipe)], as: GivenForm(.jsonLines)) { arrival, _ in
    if case .problem(let problem) = arrival { texts.append(problem.sentence) }
    close(end)
    return false
  }
  #expect(texts.first?.hasPrefix("\(pipe):1:1: no JSON object begins here") == true)
}

@Test func aSocketIsNamed() throws {
  let room = try ReadingRoom()
  let path = room.path + "/s"
  mknod(path, S_IFSOCK | 0o600, 0)
  #expect(
    read([.path(path), .path(room.path)], for: .parsing).sentences == [
      "\(path): a socket, not a file; lede reads files, folders and pipes",
      "\(path): a socket, not a file; lede reads files, folders and pipes",
    ])
}

@Test func aTableIsNoStory() throws {
  let room = try ReadingRoom()
  let table =
    "# Words, speaker and record\n"
    + String(repeating: "four flights\tOrville Wright\tTelegram\n", count: 5)
  let file = try room.write("a.tsv", table)
  try room.write("b.txt", "Scores\n\nA\t1\t2\nB\t3\t4\n\nA lost.\n\nB did not.\n")
  try room.write("c.txt", "\t\tTitle\n\t\tOne.\n\t\tTwo.\n")
  try room.write("d.txt", "Q:\tWhy?\nA:\tBecause.\nQ:\tSo?\n")
  let result = read([.path(room.path)])
  #expect(result.stories.map(\.id.name) == ["b.txt", "c.txt", "d.txt"])
  #expect(
    result.sentences == [
      "\(file): looks like a table without a column named “text” or “headline”; --field "
        + "text=NAME says which it is, --from text reads it as a story all the same"
    ])
  #expect(read([.path(file)], as: .text).stories.count == 1)
}

@Test func aFileStandsForTheSourceThatAStoryLacks() throws {
  let room = try ReadingRoom()
  let plain = try room.write("plain.txt", "Port reopens\n\nIt did.")
  let lines = try room.write(
    "wire.jsonl", #"{"text": "It did."}"# + "\n" + #"{"text": "b", "source": "Wire"}"#)
  let sources: [Source] = [.path(plain), .path(lines), .memory(name: "-", bytes: Array("a".utf8))]
  #expect(read(sources).stories.map(\.source) == ["plain.txt", "wire.jsonl", "Wire", ""])
  #expect(read(sources, for: .parsing).stories.map(\.source) == ["", "", "Wire", ""])
}

@Test func standardInputIsReadAsItComes() throws {
  var ends: [Int32] = [0, 0]
  try #require(pipe(&ends) == 0)
  let first = "{\"text\": \"first\"}\n"
  #expect(write(ends[1], first, first.utf8.count) == first.utf8.count)
  var texts: [String] = []
  // The second line is written only when the first has come out, so nothing is waited for.
  readStories(from: [.descriptor(ends[0], name: "-")]) { arrival, _ in
    guard case .story(let story) = arrival else { return true }
    texts.append(story.text)
    if texts.count == 1 {
      let second = "{\"text\": \"second\"}"
      write(ends[1], second, second.utf8.count)
      close(ends[1])
    }
    return true
  }
  #expect(texts == ["first", "second"])
  #expect(fcntl(ends[0], F_GETFD) >= 0, "what lede did not open it leaves open")
  close(ends[0])
  #expect(read([.descriptor(ends[0], name: "-")]).problems.count == 1)
}

@Test func readingStopsWhenToldTo() throws {
  let room = try ReadingRoom()
  for number in 0..<20 { try room.write("\(number).txt", "story") }
  #expect(read([.path(room.path), .path("/nowhere")], stoppingAfter: 3).stories.count == 3)
  let lines = String(repeating: "{\"text\": \"a\"}\n", count: 20)
  #expect(
    read([.memory(name: "a", bytes: Array(lines.utf8))], stoppingAfter: 3).stories.count == 3)
}

@Test func theTotalIsKnownOnceEverythingIsListed() throws {
  let room = try ReadingRoom()
  for number in 0..<5 { try room.write("a/\(number).txt", "story") }
  for number in 0..<5 { try room.write("b/\(number).txt", "story") }
  let counts = read([.path(room.path)]).counts
  #expect(counts.last == ReadingCount(stories: 10, total: 10, files: 10))
  #expect(counts.first?.total == nil, "folder b has not been listed when the first story comes")
  #expect(counts.dropFirst(2).allSatisfy { $0.total == 10 })
}

@Test func aLongFileIsCountedAfterTheFirstScreenful() throws {
  let room = try ReadingRoom()
  let file = try room.write("a.jsonl", String(repeating: "{\"text\": \"a\"}\n", count: 30_000))
  let counts = read([.path(file)]).counts
  #expect(counts[0].total == nil)
  #expect(counts[300].total == 30_000)
  #expect(counts.last?.total == 30_000)
}

@Test func nothingIsReadTwice() throws {
  let room = try ReadingRoom()
  let file = try room.write("a.txt", "story")
  let hidden = try room.write(".b.txt", "hidden")
  let sources: [Source] = [.path(file), .path(room.path), .path(file), .path(hidden)]
  #expect(read(sources).texts == ["story", "hidden"])
  #expect(read(sources, for: .parsing).stories.count == 4)
}

@Test func aStoryBeyondTheLimitIsCutShort() {
  let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 2 << 20)
  let result = read([.memory(name: "long", bytes: bytes)], within: Limits(story: 1 << 20))
  #expect(result.stories.first?.text.utf8.count == 1 << 20)
  #expect(
    result.sentences == [
      "long: more than 1 MiB in one story; only its beginning is shown, split it "
        + "or raise limits.story"
    ])
}
