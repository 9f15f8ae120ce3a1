// The files of a folder and of the folders in it, in order of name, listed as they are reached.
import Glibc

/// Walks over a folder without recursion; each folder is listed only when its turn comes, or a
/// little ahead so that the number of files becomes known.
struct FolderWalk {
  /// A path in the bytes of the file system, which need not be UTF-8.
  typealias Path = [UInt8]

  enum Step {
    case file(Path)
    case problem(SourceError)
  }

  private enum Entry {
    case file(Path)
    case folder(Path)
    /// A pipe, socket or device: what it is called.
    case other(Path, kind: String)
    /// A link, or an entry of a file system that does not say what it is.
    case unknown(Path)
  }

  /// Files found so far, read or not; links count as files.
  private(set) var filesFound = 0
  /// What comes next, last first.
  private var ahead: [Entry]
  private var listed: [Path: Result<[Entry], SourceError>] = [:]
  /// Folders found and not listed yet, from `firstUnlisted`.
  private var unlisted: [Path]
  private var firstUnlisted = 0
  private var visited: Set<FolderIdentity> = []

  init(folder: String) {
    let path = Path(folder.utf8)
    ahead = [.folder(path)]
    unlisted = [path]
  }

  /// Whether every folder has been listed, so that `filesFound` is all there are.
  var isListed: Bool { firstUnlisted >= unlisted.count }

  /// The next file in order, or a folder that cannot be read.
  mutating func next() -> Step? {
    while let entry = ahead.popLast() {
      switch entry {
      case .file(let path): return .file(path)
      case .folder(let path):
        if let problem = enter(path) { return .problem(problem) }
      case .other(let path, let kind):
        return .problem(SourceError(.notAFile(kind), file: String(decoding: path, as: UTF8.self)))
      case .unknown(let path):
        guard isFolder(path) else { return .file(path) }
        filesFound -= 1
        if let problem = enter(path) { return .problem(problem) }
      }
    }
    return nil
  }

  /// Lists one folder more than has been reached.
  mutating func lookAhead() {
    while !isListed {
      let path = unlisted[firstUnlisted]
      firstUnlisted += 1
      if listed[path] == nil { return list(path) }
    }
  }

  /// Puts a folder's entries next; a folder that was entered before, by a link, is passed over.
  private mutating func enter(_ path: Path) -> SourceError? {
    if listed[path] == nil { list(path) }
    let entries = listed[path] ?? .success([])
    // What was listed stays marked as such, for `lookAhead` may still come by.
    listed[path] = .success([])
    switch entries {
    case .failure(let problem): return problem
    case .success(let entries):
      guard let identity = FolderIdentity(path), visited.insert(identity).inserted else {
        return nil
      }
      ahead.append(contentsOf: entries.reversed())
      return nil
    }
  }

  private mutating func list(_ path: Path) {
    let result = entries(of: path)
    listed[path] = result
    guard case .success(let entries) = result else { return }
    for entry in entries {
      switch entry {
      case .folder(let folder): unlisted.append(folder)
      case .file, .unknown: filesFound += 1
      case .other: break
      }
    }
  }

  private func entries(of path: Path) -> Result<[Entry], SourceError> {
    guard let folder = path.withPath({ opendir($0) }) else {
      return .failure(SourceError(trouble(of: errno), file: String(decoding: path, as: UTF8.self)))
    }
    defer { closedir(folder) }
    let prefix = path.last == slash ? path : path + [slash]
    var entries: [(name: ArraySlice<UInt8>, entry: Entry)] = []
    var hidden: [Path] = []
    while let found = readdir(folder) {
      let name = nameBytes(of: found)
      let whole = prefix + name
      if name.first == UInt8(ascii: ".") {
        hidden.append(whole)
        continue
      }
      let entry: Entry
      switch Int32(found.pointee.d_type) {
      case Int32(DT_REG): entry = .file(whole)
      case Int32(DT_DIR): entry = .folder(whole)
      case Int32(DT_LNK), Int32(DT_UNKNOWN): entry = .unknown(whole)
      case let type: entry = .other(whole, kind: kindOfFile(mode_t(type) << 12))
      }
      entries.append((whole[prefix.count...], entry))
    }
    entries.sort { $0.name.lexicographicallyPrecedes($1.name) }
    guard isMaildir(entries.map(\.name)) else { return .success(entries.map(\.entry)) }
    let mails = entries.filter {
      $0.name.elementsEqual("cur".utf8) || $0.name.elementsEqual("new".utf8)
    }
    return .success(mails.map(\.entry) + folders(ofMaildir: hidden))
  }

  /// Whether a folder is a Maildir, of which one part is read mail, one new, and one not yet whole.
  private func isMaildir(_ names: [ArraySlice<UInt8>]) -> Bool {
    ["cur", "new", "tmp"].allSatisfy { part in names.contains { $0.elementsEqual(part.utf8) } }
  }

  /// The folders of a Maildir are hidden ones beside its mails, and Maildirs themselves.
  private func folders(ofMaildir hidden: [Path]) -> [Entry] {
    hidden.filter { $0.last != UInt8(ascii: ".") && isFolder($0 + Array("/cur".utf8)) }
      .sorted { $0.lexicographicallyPrecedes($1) }
      .map(Entry.folder)
  }

  private func nameBytes(of entry: UnsafeMutablePointer<dirent>) -> UnsafeBufferPointer<UInt8> {
    let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
    let name = UnsafeRawPointer(entry) + offset
    let length = strlen(name.assumingMemoryBound(to: CChar.self))
    return UnsafeBufferPointer(start: name.assumingMemoryBound(to: UInt8.self), count: length)
  }
}

/// What tells one folder from another, by whatever path it is reached.
private struct FolderIdentity: Hashable {
  let device: UInt
  let number: UInt

  init?(_ path: FolderWalk.Path) {
    var status = stat()
    guard path.withPath({ stat($0, &status) }) == 0 else { return nil }
    device = UInt(status.st_dev)
    number = UInt(status.st_ino)
  }
}

private let slash = UInt8(ascii: "/")

extension [UInt8] {
  /// Calls with the bytes as the system takes a path, a zero byte after them.
  func withPath<R>(_ body: (UnsafePointer<CChar>) -> R?) -> R? {
    let ended = map(CChar.init(bitPattern:)) + [0]
    return ended.withUnsafeBufferPointer { buffer in
      // An array that ends in a zero byte is never empty, so it has an address.
      buffer.baseAddress.flatMap(body)
    }
  }
}

func isFolder(_ path: [UInt8]) -> Bool {
  var status = stat()
  return path.withPath { stat($0, &status) } == 0 && status.st_mode & S_IFMT == S_IFDIR
}

func isFolder(_ path: String) -> Bool { isFolder(Array(path.utf8)) }
