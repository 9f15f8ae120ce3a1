// What can go wrong with the archive, as one says it.
import GRDB

/// Why the archive could not do something: one clause, and the file it concerns.
package struct ArchiveError: Error, Sendable {
  package enum Trouble: Hashable, Sendable {
    case damaged, newer, full, busy, readOnly, unreachable, badQuery, other
  }

  package let trouble: Trouble
  package let sentence: String

  init(_ trouble: Trouble, _ sentence: String) {
    self.trouble = trouble
    self.sentence = sentence
  }

  /// What SQLite says, in our words.
  init(_ error: any Error, path: String) {
    if error is IndexDamage {
      self.init(.other, "\(path): its index is damaged; lede check makes it anew")
      return
    }
    guard let error = error as? DatabaseError else {
      self.init(.other, "\(path): \(error)")
      return
    }
    switch error.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      self.init(.damaged, "\(path) is damaged")
    case .SQLITE_FULL:
      self.init(.full, "\(path): the disk is full")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(.busy, "\(path): another program is writing to it; try again")
    case .SQLITE_READONLY, .SQLITE_PERM:
      self.init(.readOnly, "\(path) cannot be written")
    case .SQLITE_CANTOPEN, .SQLITE_AUTH:
      self.init(.unreachable, "\(path) cannot be opened")
    case .SQLITE_IOERR:
      self.init(.full, "\(path): the disk gave an error, or is full")
    default:
      self.init(.other, "\(path): \(error.message ?? "SQLite error \(error.resultCode.rawValue)")")
    }
  }
}
