// zip, read from its first byte to its last.

/// Goes from file to file in a zip by the headers before each, so that it need not be seekable.
final class ZipReader: ArchiveReader {
  let stream: PackedStream
  private let memory: Int
  /// Of the file returned last: whether its sizes and sum stand behind it.
  private var hasTrailer = false

  init(_ stream: PackedStream, memory: Int) {
    self.stream = stream
    self.memory = memory
  }

  private enum Mark {
    static let file = Array("PK\u{3}\u{4}".utf8)
    static let trailer = Array("PK\u{7}\u{8}".utf8)
    /// What may follow the last file: the directory, or the end of an empty zip.
    static let ends = ["PK\u{1}\u{2}", "PK\u{5}\u{6}", "PK\u{6}\u{6}", "PK\u{6}\u{8}"]
      .map { Array($0.utf8) }
  }

  func next() throws(PackingFault) -> ArchivedFile? {
    var mark = try stream.takeBytes(4)
    // A zip that was meant for many disks and needed one.
    if mark == Mark.trailer { mark = try stream.takeBytes(4) }
    if Mark.ends.contains(mark) { return nil }
    guard mark == Mark.file else {
      throw mark.count < 4 ? stream.endsTooSoon : .damaged("no file begins where one should")
    }
    let header = ZipHeader(try stream.takeBytes(26))
    guard let header else { throw stream.endsTooSoon }
    let name = try stream.takeBytes(header.nameLength)
    let extra = try stream.takeBytes(header.extraLength)
    return try file(named: name, header.widened(by: extra))
  }

  private func file(named name: [UInt8], _ header: ZipHeader) throws(PackingFault) -> ArchivedFile {
    hasTrailer = header.hasTrailer
    var file = ArchivedFile(name: archivedName(name))
    guard file.name != "mimetype", file.name != "[Content_Types].xml" else {
      throw PackingFault(trouble: .binary("an office document or e-book"))
    }
    file.isFile = name.last != UInt8(ascii: "/")
    if !hasTrailer || header.packedSize > 0 {
      file.packedSize = header.packedSize
      file.size = header.size
      file.checkSum = header.checkSum
    }
    if header.isEncrypted { file.trouble = .encrypted }
    switch header.method {
    case 0: break
    case 8: file.decompressor = Inflater(.none)
    case 93: file.decompressor = ZstandardDecoder(memory: memory)
    case 95: file.decompressor = XZDecoder(memory: memory)
    default: file.trouble = file.trouble ?? .unknownPacking("packed by method \(header.method)")
    }
    // Only deflate tells by itself where it ends.
    if file.packedSize == nil, header.method != 8 || file.trouble != nil {
      throw PackingFault(trouble: file.trouble ?? .unknownPacking("packed without its length"))
    }
    return file
  }

  func passOver(_ file: ArchivedFile) throws(PackingFault) {
    if !file.isShown || file.trouble != nil {
      stream.begin(file.packedSize, with: file.decompressor)
    }
    try stream.skipRest()
    if hasTrailer { try takeTrailer() }
  }

  /// Takes the sizes behind a file: with or without a mark, in four bytes each or in eight.
  private func takeTrailer() throws(PackingFault) {
    let bytes = try stream.peekBytes(28)
    let lengths = bytes.starts(with: Mark.trailer) ? [16, 24] : [12, 20]
    let length = lengths.first { length in
      let next = bytes.dropFirst(length).prefix(4)
      return next.elementsEqual(Mark.file) || Mark.ends.contains(Array(next))
    }
    guard let length else { throw .damaged("no file begins where one should") }
    _ = try stream.takeBytes(length)
  }
}

/// What stands before each file of a zip.
private struct ZipHeader {
  let flags, method, nameLength, extraLength: Int
  let checkSum: UInt32
  private(set) var packedSize, size: Int

  /// Nil where the bytes end too soon.
  init?(_ bytes: [UInt8]) {
    guard bytes.count == 26 else { return nil }
    func number(_ start: Int, _ count: Int) -> Int { littleEndian(bytes[start..<(start + count)]) }
    flags = number(2, 2)
    method = number(4, 2)
    checkSum = UInt32(number(10, 4))
    packedSize = number(14, 4)
    size = number(18, 4)
    nameLength = number(22, 2)
    extraLength = number(24, 2)
  }

  var isEncrypted: Bool { flags & 1 != 0 || flags & 1 << 13 != 0 }
  var hasTrailer: Bool { flags & 1 << 3 != 0 }

  /// With the sizes that do not fit in four bytes, from the extra field that holds them.
  func widened(by extra: [UInt8]) -> ZipHeader {
    var header = self
    var rest = extra[...]
    while rest.count >= 4 {
      let kind = littleEndian(rest.prefix(2))
      let length = littleEndian(rest.dropFirst(2).prefix(2))
      var body = rest.dropFirst(4).prefix(length)
      rest = rest.dropFirst(4 + length)
      guard kind == 1 else { continue }
      if size == 0xFFFF_FFFF { header.size = takeWide(&body) ?? size }
      if packedSize == 0xFFFF_FFFF { header.packedSize = takeWide(&body) ?? packedSize }
    }
    return header
  }

  private func takeWide(_ body: inout ArraySlice<UInt8>) -> Int? {
    guard body.count >= 8, body[body.startIndex + 7] < 0x10 else { return nil }
    defer { body = body.dropFirst(8) }
    return littleEndian(body.prefix(8))
  }
}

private func littleEndian(_ bytes: ArraySlice<UInt8>) -> Int {
  bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
}
