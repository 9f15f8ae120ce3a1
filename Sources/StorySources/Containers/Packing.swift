// The containers: recognise, and read what is in them.

/// A way in which files are packed, alone or many in one.
enum Packing: Equatable {
  case gzip, xz, zstd, tar, zip

  /// The packing of bytes, by how they begin; nil where they are none.
  init?(recognising bytes: UnsafeBufferPointer<UInt8>) {
    let marks: [([UInt8], Packing)] = [
      ([0x1F, 0x8B, 8], .gzip), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], .xz),
      ([0x28, 0xB5, 0x2F, 0xFD], .zstd), (Array("PK\u{3}\u{4}".utf8), .zip),
      (Array("PK\u{5}\u{6}".utf8), .zip), (Array("PK\u{7}\u{8}PK".utf8), .zip),
    ]
    if let mark = marks.first(where: { bytes.starts(with: $0.0) }) {
      self = mark.1
    } else if bytes.count >= TarReader.blockSize, TarReader.isHeader(bytes[..<TarReader.blockSize])
    {
      self = .tar
    } else {
      return nil
    }
  }
}

/// One file of an archive.
struct ArchivedFile {
  /// Its name without the parts that lead elsewhere. It is shown, and never opened.
  let name: String
  /// Bytes it takes in the archive, if they are told before.
  var packedSize: Int?
  var size: Int?
  var decompressor: (any Decompressor)?
  /// What its bytes must add up to, where that is told before.
  var checkSum: UInt32?
  /// Why it cannot be unpacked.
  var trouble: SourceError.Trouble?
  /// Whether it is a file at all, not a folder or a link.
  var isFile = true

  /// Hidden files are left out, as in folders, and so are the shadows that the Macintosh adds.
  var isShown: Bool {
    isFile && !name.isEmpty && !name.hasPrefix("__MACOSX/") && !name.hasPrefix(".")
      && !name.contains("/.")
  }
}

extension Reading {
  /// Reads what is in a container; false for an archive without a problem of its own.
  func unpack(
    _ input: consuming Input, as packing: Packing, _ budget: UnpackingBudget
  ) throws(SourceError) -> Bool {
    let (name, size) = (input.file, input.size)
    let deepest = delivery.limits.archiveDepth
    guard budget.depth < deepest else { throw SourceError(.packedOver(deepest), file: name) }
    budget.depth += 1
    defer { budget.depth -= 1 }
    let stream = PackedStream(input, budget)
    let memory = delivery.limits.unpackMemory
    switch packing {
    case .gzip: stream.begin(nil, with: Inflater(.gzip))
    case .xz: stream.begin(nil, with: XZDecoder(memory: memory))
    case .zstd: stream.begin(nil, with: ZstandardDecoder(memory: memory))
    case .tar: return readArchive(named: name, TarReader(stream), budget)
    case .zip: return readArchive(named: name, ZipReader(stream, memory: memory), budget)
    }
    return try read(Input(unpacking: stream, name: name, size: size), budget)
  }

  /// Reads every file of an archive as a document of its own.
  private func readArchive(
    named name: String, _ archive: some ArchiveReader, _ budget: UnpackingBudget
  ) -> Bool {
    let wasListed = delivery.isListed
    delivery.isListed = false
    defer { delivery.isListed = wasListed }
    var problem: SourceError.Trouble?
    var isAnythingShown = false
    do throws(PackingFault) {
      var count = 0
      while !delivery.isStopped, let file = try archive.next() {
        count += 1
        let most = delivery.limits.archiveFiles
        guard count <= most else { throw PackingFault(trouble: .tooManyFiles(most)) }
        if file.isShown {
          isAnythingShown = true
          read(file, in: name, archive.stream, budget)
          // The file that was too much has said so.
          if budget.isSpent { return false }
        }
        try archive.passOver(file)
      }
    } catch {
      problem = error.trouble
    }
    if problem == nil && !isAnythingShown && !delivery.isStopped { problem = .noArchivedFiles }
    delivery.begin(file: name)
    if let problem { delivery.problem(SourceError(problem, file: name)) }
    return problem != nil
  }

  private func read(
    _ file: ArchivedFile, in archive: String, _ stream: PackedStream, _ budget: UnpackingBudget
  ) {
    let name = "\(archive)/\(file.name)"
    readInput(named: name, budget) { () throws(SourceError) in
      if let trouble = file.trouble { throw SourceError(trouble, file: name) }
      stream.begin(file.packedSize, with: file.decompressor, checkSum: file.checkSum)
      return Input(unpacking: stream, name: name, size: file.size)
    }
  }
}

/// What goes from file to file in an archive.
protocol ArchiveReader: AnyObject {
  var stream: PackedStream { get }
  /// The next file; its bytes are what the container goes on with.
  func next() throws(PackingFault) -> ArchivedFile?
  /// Goes on behind a file, of which some or all may have been read.
  func passOver(_ file: ArchivedFile) throws(PackingFault)
}

/// A file's name as an archive writes it, without what leads out of the archive.
func archivedName(_ bytes: some Sequence<UInt8>) -> String {
  let parts = Array(bytes.prefix(1_024)).split { $0 == UInt8(ascii: "/") || $0 == 0 }
  let inside = parts.filter {
    ![UInt8(ascii: ".")].elementsEqual($0) && !$0.elementsEqual("..".utf8)
  }
  return inside.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
}
