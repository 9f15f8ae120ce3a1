// tar, of every kind that is still met: old, ustar, pax, GNU.

/// Goes from file to file in a tar.
final class TarReader: ArchiveReader {
  static let blockSize = 512
  /// No file's name, nor what pax says of it, is longer.
  private static let longestExtra = 1 << 16

  let stream: PackedStream
  /// Bytes that fill the last block of the file returned last.
  private var padding = 0

  init(_ stream: PackedStream) {
    self.stream = stream
  }

  func next() throws(PackingFault) -> ArchivedFile? {
    var longName: [UInt8]?
    var pax = PaxRecords()
    while let header = try nextHeader() {
      let size = pax.size ?? header.size
      guard let size else { throw .damaged("a file's size is none") }
      padding = (Self.blockSize - size % Self.blockSize) % Self.blockSize
      switch header.kind {
      case UInt8(ascii: "L"): longName = try takeExtra(size)
      case UInt8(ascii: "x"): pax = PaxRecords(try takeExtra(size))
      // What holds of all files, and long names of links: nothing that is shown.
      case UInt8(ascii: "g"), UInt8(ascii: "K"): _ = try takeExtra(size)
      default:
        var file = ArchivedFile(name: archivedName(pax.path ?? longName ?? header.name))
        file.packedSize = size
        file.size = size
        file.isFile = header.isFile
        return file
      }
    }
    return nil
  }

  func passOver(_ file: ArchivedFile) throws(PackingFault) {
    if !file.isShown { stream.begin(file.packedSize, with: nil) }
    try stream.skipRest()
    try stream.skip(padding)
  }

  /// The next header; nil at the end, which is a block of zeros or nothing at all.
  private func nextHeader() throws(PackingFault) -> Header? {
    let block = try stream.takeBytes(Self.blockSize)
    if block.allSatisfy({ $0 == 0 }) {
      // The end of the file stands in for the end of the tar, but not where it was cut short.
      if let fault = stream.outer.fault, block.isEmpty { throw PackingFault(trouble: fault) }
      return nil
    }
    guard block.count == Self.blockSize else { throw stream.endsTooSoon }
    guard Self.isHeader(block) else { throw .damaged("no file begins where one should") }
    return Header(block)
  }

  private func takeExtra(_ size: Int) throws(PackingFault) -> [UInt8] {
    let bytes = try stream.takeBytes(min(size, Self.longestExtra))
    try stream.skip(size - bytes.count)
    try stream.skip(padding)
    return bytes
  }

  /// Whether the bytes of a block add up to what the block says.
  static func isHeader(_ block: some RandomAccessCollection<UInt8>) -> Bool {
    guard let stated = octal(block.dropFirst(148).prefix(8)), stated > 0 else { return false }
    var sum = 0
    for (place, byte) in block.enumerated() {
      sum += 148..<156 ~= place ? Int(space) : Int(byte)
    }
    return sum == stated
  }

  /// The block before each file.
  private struct Header {
    let name: [UInt8]
    let size: Int?
    let kind: UInt8

    init(_ block: [UInt8]) {
      let own = block[..<100].prefix { $0 != 0 }
      let isPosix = block[257..<262].elementsEqual("ustar".utf8) && block[262] == 0
      let folder = isPosix ? block[345..<500].prefix { $0 != 0 } : []
      name = folder.isEmpty ? Array(own) : folder + [UInt8(ascii: "/")] + own
      size = tarNumber(block[124..<136])
      kind = block[156]
    }

    /// An old tar writes a folder as a file whose name ends in a slash.
    var isFile: Bool {
      (kind == 0 || kind == UInt8(ascii: "0") || kind == UInt8(ascii: "7"))
        && name.last != UInt8(ascii: "/")
    }
  }
}

/// What pax says of the file that follows: its name and size, where the header has no room.
private struct PaxRecords {
  var path: [UInt8]?
  var size: Int?

  init() {}

  /// Records are `LENGTH KEY=VALUE` and a line end; the length counts itself too.
  init(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while let blank = rest.prefix(8).firstIndex(of: space),
      let length = Int(String(decoding: rest[..<blank], as: UTF8.self)),
      length > blank - rest.startIndex + 1, length <= rest.count
    {
      let record = rest[(blank + 1)..<(rest.startIndex + length - 1)]
      rest = rest.dropFirst(length)
      guard let equals = record.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let value = record[(equals + 1)...]
      switch String(decoding: record[..<equals], as: UTF8.self) {
      case "path": path = Array(value)
      case "size": size = Int(String(decoding: value, as: UTF8.self)).flatMap { $0 < 0 ? nil : $0 }
      default: break
      }
    }
  }
}

/// A number in octal digits, or in bytes where the first says so.
private func tarNumber(_ field: ArraySlice<UInt8>) -> Int? {
  guard let first = field.first, first & 0x80 != 0 else { return octal(field) }
  guard first == 0x80, field.dropFirst().prefix(4).allSatisfy({ $0 == 0 }) else { return nil }
  let number = field.dropFirst().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
  return number < 1 << 60 ? Int(number) : nil
}

private func octal(_ field: some Collection<UInt8>) -> Int? {
  let digits = field.drop { $0 == space }.prefix { $0 != space && $0 != 0 }
  if digits.isEmpty { return 0 }
  return digits.count <= 12 ? Int(String(decoding: digits, as: UTF8.self), radix: 8) : nil
}
