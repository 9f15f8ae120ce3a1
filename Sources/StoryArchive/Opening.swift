// Opening the archive, whatever state its file is in.
import Dispatch
package import FoundationEssentials
import GRDB
import Glibc

/// An archive, and what to tell the reader about the way it was opened.
package struct Opening: Sendable {
  package let archive: Archive
  /// Sentences, most often none.
  package let notices: [String]
}

extension Archive {
  /// Opens the archive of a file, making folder and file for the reader alone where they are not.
  ///
  /// What cannot be written is read, what cannot be read is set aside, and where nothing can be
  /// kept the archive is in memory: there always is one.
  /// - Parameters:
  ///   - now: dates the name of a file that is set aside.
  ///   - tell: takes a sentence on what takes long, before it is done.
  package static func open(
    _ path: String, at now: Date, tell: (String) -> Void = { _ in }
  ) -> Opening {
    do throws(ArchiveError) {
      return Opening(archive: try openToWrite(path, tell: tell), notices: [])
    } catch {
      switch error.trouble {
      case .damaged: return setAside(path, at: now)
      case .newer: return openToRead(path, because: "was written by a newer lede")
      case .readOnly, .unreachable, .full, .busy, .badQuery, .other:
        return openToRead(path, because: "cannot be written")
      }
    }
  }

  /// An archive that ends with this run.
  package static func inMemory() throws(ArchiveError) -> Archive {
    let name = "the archive in memory"
    do {
      let database = try DatabaseQueue(configuration: configuration(isReadOnly: false))
      try migrations.migrate(database)
      return Archive(path: name, isKept: false, isReadOnly: false, database)
    } catch {
      throw ArchiveError(error, path: name)
    }
  }

  /// An index is made of more stories than this in a second.
  private static let indexedInASecond = 1_500

  static func openToWrite(
    _ path: String, tell: (String) -> Void = { _ in }
  ) throws(ArchiveError) -> Archive {
    try makePlace(for: path)
    do {
      let pool = try DatabasePool(path: path, configuration: configuration(isReadOnly: false))
      let isKnown = try pool.read { try migrations.hasCompletedMigrations($0) }
      if try pool.read({ try migrations.hasBeenSuperseded($0) }) {
        throw ArchiveError(.newer, "\(path) was written by a newer lede")
      }
      if !isKnown { try migrations.migrate(pool) }
      // Of an earlier lede's archive, or of one that was killed here.
      if try pool.read(isIndexMissing) { try pool.write { try makeIndex($0, of: path, tell) } }
      // GRDB leaves the last commits to the system; a story that was acknowledged is on the disk.
      // Names are looked up all over the file; with SQLite's usual cache, an eighth of this, each
      // is read anew.
      try pool.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA synchronous = FULL; PRAGMA cache_size = -16000")
      }
      return Archive(path: path, isKept: true, isReadOnly: false, pool)
    } catch let error as ArchiveError {
      throw error
    } catch {
      throw ArchiveError(error, path: path)
    }
  }

  private static func makeIndex(
    _ database: Database, of path: String, _ tell: (String) -> Void
  ) throws {
    // Another lede may have made it meanwhile.
    guard try isIndexMissing(database) else { return }
    let stories = try Int.fetchOne(database, sql: "SELECT count(*) FROM story") ?? 0
    let seconds = stories / indexedInASecond
    if seconds > 1 {
      tell("\(path): \(stories) stories are indexed anew, once; that takes \(seconds) seconds")
    }
    try StoryArchive.makeIndex(database)
  }

  private static func isIndexMissing(_ database: Database) throws -> Bool {
    try Bool.fetchOne(
      database,
      sql: "SELECT EXISTS (SELECT 1 FROM story) AND NOT EXISTS (SELECT 1 FROM termSpan)") ?? false
  }

  private static func openToRead(_ path: String, because reason: String) -> Opening {
    let sentence = "What you mark and keep is forgotten at the end: \(path) \(reason)"
    // A medium that cannot be written has no room for the log's index beside the file.
    for name in [path, "file:\(escaped(path))?immutable=1"] {
      guard access(path, R_OK) == 0,
        let queue = try? DatabaseQueue(path: name, configuration: configuration(isReadOnly: true)),
        (try? queue.read { try $0.tableExists("story") }) == true
      else { continue }
      let archive = Archive(path: path, isKept: true, isReadOnly: true, queue)
      return Opening(archive: archive, notices: [sentence])
    }
    return openInMemory(because: sentence)
  }

  static func openInMemory(because sentence: String) -> Opening {
    do throws(ArchiveError) {
      return Opening(archive: try inMemory(), notices: [sentence])
    } catch {
      fatalError("SQLite cannot open an archive in memory: \(error.sentence)")
    }
  }

  static func configuration(isReadOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.label = "lede.archive"
    configuration.readonly = isReadOnly
    configuration.busyMode = .timeout(patience)
    configuration.qos = .userInitiated
    configuration.maximumReaderCount = 3
    configuration.prepareDatabase { database in
      database.add(tokenizer: WordTokenizer.self)
      // Of a new file: in pages of 4 KB most stories would leave a third of their page empty.
      if !isReadOnly { try database.execute(sql: "PRAGMA page_size = 16384") }
      try database.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
      // What is forgotten, or written anew elsewhere in the file, leaves no copy behind.
      if !isReadOnly { try database.execute(sql: "PRAGMA secure_delete = ON") }
    }
    return configuration
  }

  /// Makes the folder with mode 0700 and the file with 0600; SQLite gives its other files the same.
  private static func makePlace(for path: String) throws(ArchiveError) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += "/\(part)"
      guard mkdir(folder, 0o700) == 0 || access(folder, F_OK) == 0 else {
        throw ArchiveError(.unreachable, "\(folder): \(String(cString: strerror(errno)))")
      }
    }
    let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw ArchiveError(.unreachable, "\(path): \(String(cString: strerror(errno)))")
    }
    fchmod(file, 0o600)
    close(file)
  }

  /// A path as a URI has it.
  private static func escaped(_ path: String) -> String {
    path.utf8.map { byte in
      let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
      guard !isPlain, !"/-_.~".utf8.contains(byte) else { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count < 2 ? "0" : "") + digits
    }.joined()
  }
}
