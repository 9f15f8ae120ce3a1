// Containers: what is in them is read, and what is wrong with them is one sentence.
import CZlib
import Glibc
import StoryParsing
import StorySources
import Testing

/// The folder of containers beside this file.
private let packed =
  #filePath.split(separator: "/", omittingEmptySubsequences: false)
  .dropLast().joined(separator: "/") + "/Fixtures/Packed"

/// A container, the files that stories came from with their headlines, and what was said.
struct Expected: CustomTestStringConvertible {
  let name: String
  var stories: [String] = []
  var sentences: [String] = []

  init(_ name: String, _ stories: [String], _ sentences: [String] = []) {
    (self.name, self.stories, self.sentences) = (name, stories, sentences)
  }

  var testDescription: String { name }
}

private let long = "long/" + String(repeating: "a-name-that-does-not-fit-", count: 6) + ".txt"
private let end = "what could be unpacked was read"

@Test(arguments: [
  Expected("story.gz", ["story.gz: Port reopens"]),
  Expected("story.xz", ["story.xz: Port reopens"]),
  Expected("story.zst", ["story.zst: Port reopens"]),
  Expected("two-gzips-in-a-row.gz", ["two-gzips-in-a-row.gz: one", "two-gzips-in-a-row.gz: two"]),
  Expected(
    "wrong-sum.gz", ["wrong-sum.gz: one"],
    ["wrong-sum.gz: damaged (incorrect data check); \(end)"]),
  Expected(
    "wants-half-a-gigabyte.xz", [],
    [
      "wants-half-a-gigabyte.xz: needs 512 MiB to unpack and may have 64; unpack it first, or "
        + "raise limits.unpack-memory"
    ]),
  Expected(
    "wants-two-gigabytes.zst", [],
    [
      "wants-two-gigabytes.zst: needs more than 64 MiB to unpack and may have 64; unpack it "
        + "first, or raise limits.unpack-memory"
    ]),
  Expected("pax.tar", ["pax.tar/folder/a.txt: Port reopens", "pax.tar/\(long): Mayor resigns"]),
  Expected("gnu.tar", ["gnu.tar/folder/a.txt: Port reopens", "gnu.tar/\(long): Mayor resigns"]),
  Expected("folder.tar.gz", ["folder.tar.gz/folder/a.txt: Port reopens"]),
  Expected(
    "names-that-climb-out.tar",
    [
      "names-that-climb-out.tar/etc/a.txt: Port reopens",
      "names-that-climb-out.tar/etc/b.txt: Mayor resigns",
    ]),
  Expected(
    "cut-off.tar", ["cut-off.tar/a.txt: Port reopens", "cut-off.tar/b.txt: Mayor resigns"],
    [
      "cut-off.tar/b.txt: damaged (it ends too soon); \(end)",
      "cut-off.tar: damaged (it ends too soon); \(end)",
    ]),
  Expected(
    "folder.zip", ["folder.zip/folder/a.txt: Port reopens", "folder.zip/b.txt: Mayor resigns"]),
  Expected(
    "sizes-behind.zip",
    ["sizes-behind.zip/a.txt: Port reopens", "sizes-behind.zip/b.txt: Mayor resigns"]),
  Expected(
    "wrong-sum.zip", ["wrong-sum.zip/a.txt: Port reopens", "wrong-sum.zip/b.txt: Mayor resigns"],
    ["wrong-sum.zip/a.txt: damaged (its check sum is wrong); \(end)"]),
  Expected(
    "other-method.zip", ["other-method.zip/b.txt: Mayor resigns"],
    [
      "other-method.zip/a.txt: packed by method 12, which lede does not unpack; unpack it first"
    ]),
  Expected(
    "encrypted.zip", ["encrypted.zip/b.txt: Mayor resigns"],
    ["encrypted.zip/a.txt: encrypted; unpack it first"]),
  Expected(
    "office.zip", [], ["office.zip: an office document or e-book, which lede does not read"]),
  Expected(
    "nothing-in-it.zip", [],
    ["nothing-in-it.zip: no files in this archive; hidden ones are left out"]),
  Expected(
    "zips-in-zips.zip", [],
    [
      "zips-in-zips.zip/4.zip/3.zip/2.zip/1.zip: lies in more than 4 containers, one in the other; "
        + "unpack it first, or raise limits.archive-depth"
    ]),
  Expected(
    "of-every-kind.zip",
    [
      "of-every-kind.zip/a.tar.gz/folder/a.txt: Port reopens",
      "of-every-kind.zip/b.zst: Port reopens",
      "of-every-kind.zip/c.jsonl.xz: x",
    ]),
])
func aContainerIsRead(expected: Expected) {
  let result = read([.path("\(packed)/\(expected.name)")])
  let stories = result.stories.map { story in
    "\(story.id.source.dropFirst(packed.count + 1)): \(story.text.prefix { $0 != "\n" })"
  }
  #expect(stories == expected.stories)
  #expect(result.sentences.map { String($0.dropFirst(packed.count + 1)) } == expected.sentences)
}

@Test func aCutOffGzipGivesWhatStandsBeforeTheCut() {
  let result = read([.path(packed + "/cut-off.gz")])
  #expect(result.stories.count > 5)
  #expect(result.stories.first?.text == "story 0 of many, each with its own words 0")
  #expect(result.sentences.last?.hasSuffix("damaged (it ends too soon); \(end)") == true)
}

@Test func eachFileOfAnArchiveIsADocument() {
  let result = read([.path(packed + "/folder.zip")], for: .parsing)
  #expect(
    result.documents.map { String($0.file.dropFirst(packed.count + 1)) } == [
      "folder.zip/folder/a.txt", "folder.zip/b.txt",
    ])
  #expect(result.counts.last?.total == nil || result.counts.last?.total == 2)
}

/// 64 stories of 64 KiB each, of which a gzip makes next to nothing.
private let airy = Array(
  ("{\"text\": \"" + String(repeating: "a", count: 1 << 16) + "\"}\n").utf8)

@Test func aBombIsStopped() throws {
  let bomb = try gzip(airy, times: 64)
  #expect(bomb.count < 1 << 13)
  var limits = Limits(story: 1 << 20)
  let result = read([.memory(name: "bomb.gz", bytes: bomb)], within: limits)
  #expect((15...20).contains(result.stories.count), "what came before the limit is kept")
  #expect(
    result.sentences.last
      == "bomb.gz: unpacks to more than 250 times its size; the rest was left out, or raise "
      + "limits.unpack-ratio")
  limits.unpackRatio = 2_000
  let whole = read([.memory(name: "bomb.gz", bytes: bomb)], within: limits)
  #expect(whole.stories.count == 64 && whole.problems.isEmpty)
}

@Test func aBombInABombCountsAsOne() throws {
  let bomb = try gzip(try gzip(airy, times: 64), times: 1)
  let result = read([.memory(name: "bomb.gz", bytes: bomb)], within: Limits(story: 1 << 20))
  #expect((15...20).contains(result.stories.count))
  #expect(result.sentences.last?.contains("unpacks to more than 250 times its size") == true)
}

@Test func standardInputMayBeCompressed() throws {
  let bytes = try gzip(Array("{\"text\": \"one\"}\n".utf8), times: 3)
  let room = try ReadingRoom()
  let file = try room.write("lines", bytes)
  let descriptor = open(file, O_RDONLY)
  defer { close(descriptor) }
  #expect(
    read([.descriptor(descriptor, name: "-")], as: .jsonLines).texts == ["one", "one", "one"])
}

@Test func archivesWithTooManyFilesAreCutShort() {
  var limits = Limits()
  limits.archiveFiles = 1
  let result = read([.path(packed + "/sizes-behind.zip")], within: limits)
  #expect(result.stories.count == 1)
  #expect(result.sentences.last?.contains("more than 1 files") == true)
}

@Test(arguments: [
  "story.gz", "story.xz", "story.zst", "pax.tar", "gnu.tar", "folder.zip", "sizes-behind.zip",
  "of-every-kind.zip",
])
func noDamageTrapsOrHangs(name: String) throws {
  let whole = try #require(bytes(of: "\(packed)/\(name)"))
  var number: UInt64 = 88
  func random(_ bound: Int) -> Int {
    number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(number >> 33) % max(bound, 1)
  }
  for _ in 0..<300 {
    var bytes = Array(whole.prefix(random(3) == 0 ? random(whole.count) : whole.count))
    for _ in 0..<random(6) where !bytes.isEmpty { bytes[random(bytes.count)] = UInt8(random(256)) }
    let result = read(bytes: bytes)
    #expect(!result.stories.isEmpty || !result.problems.isEmpty)
  }
}

private func bytes(of path: String) -> [UInt8]? {
  let descriptor = open(path, O_RDONLY)
  defer { close(descriptor) }
  var bytes = [UInt8](repeating: 0, count: 1 << 16)
  let count = Glibc.read(descriptor, &bytes, bytes.count)
  return count > 0 ? Array(bytes.prefix(count)) : nil
}

/// Some bytes, over and over, as one gzip.
private func gzip(_ bytes: [UInt8], times: Int) throws -> [UInt8] {
  var stream = z_stream()
  let version = zlibVersion()
  let size = Int32(MemoryLayout<z_stream>.size)
  try #require(
    deflateInit2_(&stream, 9, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY, version, size) == Z_OK)
  defer { deflateEnd(&stream) }
  var packed: [UInt8] = []
  var room = [UInt8](repeating: 0, count: 1 << 16)
  for turn in 1...times {
    bytes.withUnsafeBufferPointer { input in
      stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.avail_in = UInt32(input.count)
      repeat {
        room.withUnsafeMutableBufferPointer { output in
          stream.next_out = output.baseAddress
          stream.avail_out = UInt32(output.count)
          deflate(&stream, turn == times ? Z_FINISH : Z_NO_FLUSH)
        }
        packed += room.prefix(room.count - Int(stream.avail_out))
      } while stream.avail_out == 0
    }
  }
  return packed
}
