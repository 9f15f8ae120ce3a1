// The bytes of one file, read a piece at a time.
import FoundationEssentials
import Glibc

/// An open file, or bytes in memory; what was read and not yet taken is `bytes`.
struct Input: ~Copyable {
  let file: String
  /// Where it came from, which relative addresses in it are relative to.
  var base: URL?
  /// The encoding that came with it, as a server says it.
  var charset: String?
  private let descriptor: Int32
  private let isOurs: Bool
  /// What unpacks the bytes, where they lie in a container.
  private let packed: PackedStream?
  private var storage: UnsafeMutableRawPointer
  private var capacity: Int
  private var start = 0
  private var end = 0
  private var isAtEnd: Bool
  /// Turns what is read into UTF-8, where it is not.
  private var decoder: Decoder?
  /// Size of a regular file, or of one in a container.
  let size: Int?

  /// How much is read before a format or an encoding is decided.
  static let beginning = 65_536

  /// Something open already; it is left open.
  init(descriptor: Int32, name: String) {
    self.init(file: name, descriptor: descriptor, isOurs: false, size: nil)
  }

  /// A file within a container, by the stretch of it that has begun.
  init(unpacking packed: PackedStream, name: String, size: Int?) {
    self.init(file: name, descriptor: -1, isOurs: false, packed: packed, size: size)
  }

  init(memory bytes: [UInt8], name: String) {
    self.init(file: name, descriptor: -1, isOurs: false, size: bytes.count)
    bytes.withUnsafeBytes { source in
      if let base = source.baseAddress { storage.copyMemory(from: base, byteCount: source.count) }
    }
    end = bytes.count
    isAtEnd = true
  }

  /// Opens a file; `path` is its name in the bytes of the file system.
  ///
  /// - Parameter regularOnly: Refuse devices and pipes, to which links in a folder may lead.
  static func open(
    path: [CChar], name: String, regularOnly: Bool
  ) throws(SourceError) -> Input {
    let wait = regularOnly ? O_NONBLOCK : 0
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | wait)
    guard descriptor >= 0 else {
      // What the system says of a socket.
      throw SourceError(errno == ENXIO ? .notAFile("a socket") : trouble(of: errno), file: name)
    }
    var status = stat()
    let isRegular = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    if regularOnly && !isRegular {
      close(descriptor)
      throw SourceError(.notAFile(kindOfFile(status.st_mode)), file: name)
    }
    let size = isRegular ? Int(status.st_size) : nil
    return Input(file: name, descriptor: descriptor, isOurs: true, size: size)
  }

  private init(
    file: String, descriptor: Int32, isOurs: Bool, packed: PackedStream? = nil, size: Int?
  ) {
    self.file = file
    self.descriptor = descriptor
    self.isOurs = isOurs
    self.packed = packed
    self.size = size
    isAtEnd = false
    let isMemory = descriptor < 0 && packed == nil
    // One byte more than a small file has, so that one read takes it and the next sees its end.
    capacity = isMemory ? max(size ?? 0, 1) : min((size ?? Self.beginning) + 1, 1 << 18)
    storage = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit {
    storage.deallocate()
    if isOurs { close(descriptor) }
  }

  var count: Int { end - start }

  /// Lends what was read and not yet taken.
  func withBytes<R, E: Error>(_ body: (UnsafeBufferPointer<UInt8>) throws(E) -> R) throws(E) -> R {
    let bytes = UnsafeRawBufferPointer(start: storage + start, count: count)
    return try body(bytes.assumingMemoryBound(to: UInt8.self))
  }

  /// Takes bytes away from the front.
  mutating func take(_ count: Int) {
    start += min(count, self.count)
    if start == end { (start, end) = (0, 0) }
  }

  /// Reads some more, waiting for it if need be; false at the end.
  mutating func readMore() throws(SourceError) -> Bool {
    guard !isAtEnd else { return false }
    makeRoom()
    let got = try readPiece()
    isAtEnd = got == 0
    if decoder == nil {
      end += got
    } else {
      // The piece lies beyond what was decoded; what it becomes takes its place.
      decodePiece(got)
    }
    return !isAtEnd
  }

  /// What ended a file in a container before its end.
  var fault: SourceError.Trouble? { packed?.fault }

  private func readPiece() throws(SourceError) -> Int {
    if let packed {
      return packed.read(
        into: UnsafeMutableRawBufferPointer(start: storage + end, count: capacity - end))
    }
    while true {
      let got = Glibc.read(descriptor, storage + end, capacity - end)
      if got >= 0 { return got }
      if errno == EINTR { continue }
      guard errno == EAGAIN else { throw SourceError(trouble(of: errno), file: file) }
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      poll(&waiting, 1, -1)
    }
  }

  /// Has what was read, and all that will be, turned into UTF-8.
  mutating func decode(from encoding: Encoding) {
    guard encoding != .utf8 else { return }
    decoder = Decoder(encoding)
    let raw = count
    end = start
    decodePiece(raw)
  }

  private mutating func decodePiece(_ count: Int) {
    let piece = UnsafeRawBufferPointer(start: storage + end, count: count)
    var decoded: [UInt8] = []
    decoded.reserveCapacity(count * 2)
    decoder?.decode(piece.assumingMemoryBound(to: UInt8.self), isLast: isAtEnd, into: &decoded)
    while capacity - end < decoded.count { grow() }
    decoded.withUnsafeBytes { bytes in
      if let base = bytes.baseAddress {
        (storage + end).copyMemory(from: base, byteCount: bytes.count)
      }
    }
    end += decoded.count
  }

  /// Reads until so many bytes are there, or until the end.
  mutating func read(upTo count: Int) throws(SourceError) {
    while self.count < count, try readMore() {}
  }

  /// Reads enough to decide on a format: a first line of a stream, 64 KiB of a file.
  mutating func readBeginning() throws(SourceError) {
    while count < Self.beginning, size != nil || !hasLine, try readMore() {}
  }

  private var hasLine: Bool { offset(of: lineFeed, from: 0) != nil }

  /// Where a byte first occurs in what was read and not yet taken.
  func offset(of byte: UInt8, from first: Int) -> Int? {
    firstOffset(
      of: byte, in: UnsafeRawBufferPointer(start: storage + start, count: count), from: first)
  }

  private mutating func makeRoom() {
    if start > 0 && (end == capacity || start >= capacity / 2) {
      memmove(storage, storage + start, count)
      (start, end) = (0, end - start)
    }
    if end == capacity { grow() }
  }

  private mutating func grow() {
    let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity * 2, alignment: 16)
    larger.copyMemory(from: storage, byteCount: end)
    storage.deallocate()
    (storage, capacity) = (larger, capacity * 2)
  }

  /// How often a byte occurs in what is still to be read of a file, counted without disturbing
  /// the reading; nil if that cannot be known.
  func countAhead(_ byte: UInt8) -> Int? {
    guard size != nil, packed == nil else { return nil }
    guard descriptor >= 0, !isAtEnd else { return 0 }
    var offset = lseek(descriptor, 0, SEEK_CUR)
    guard offset >= 0 else { return nil }
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { piece.deallocate() }
    var found = 0
    while true {
      let got = pread(descriptor, piece.baseAddress, piece.count, offset)
      guard got > 0 else { return found }
      found += occurrences(of: byte, in: UnsafeRawBufferPointer(rebasing: piece[..<got]))
      offset += got
    }
  }
}

/// Where a byte first occurs, sought by the system's fastest means.
func firstOffset(
  of byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int = 0
) -> Int? {
  guard let base = bytes.baseAddress, start < bytes.count else { return nil }
  return memchr(base + start, Int32(byte), bytes.count - start).map { UnsafeRawPointer($0) - base }
}

private func occurrences(of byte: UInt8, in bytes: UnsafeRawBufferPointer) -> Int {
  var count = 0
  var next = 0
  while let found = firstOffset(of: byte, in: bytes, from: next) {
    count += 1
    next = found + 1
  }
  return count
}

/// What a file is called that is none, by the bits of its mode.
func kindOfFile(_ mode: mode_t) -> String {
  switch mode & S_IFMT {
  case S_IFIFO: "a pipe"
  case S_IFSOCK: "a socket"
  default: "a device"
  }
}

/// What an error number of the system means for a reader.
func trouble(of number: Int32) -> SourceError.Trouble {
  switch number {
  case ENOENT, ENOTDIR: .gone
  case EACCES, EPERM: .noPermission
  case ELOOP: .unreadable("its links lead in a circle")
  default: .unreadable(String(cString: strerror(number)).lowercased())
  }
}
