// What can go wrong with a source, each case with its sentence.

/// One thing that could not be read: where, what, and what now.
package struct SourceError: Error, Hashable, Sendable {
  package enum Trouble: Hashable, Sendable {
    case gone, noPermission
    case unreadable(String)
    /// Not text; the kind of file it looks like, if that can be said.
    case binary(String?)
    case empty
    /// A feed in which there is nothing.
    case noStories
    /// A folder without a file in it.
    case noFiles
    /// A line that is no story, and why.
    case brokenLine(String)
    /// A record longer than so many bytes.
    case tooLong(Int)
    /// A text longer than so many bytes, of which the beginning was read.
    case cutShort(Int)
    /// So many further lines are broken in the same file.
    case moreBrokenLines(Int)
    /// A date that is none; its story was read.
    case unreadDate(field: String, value: String)
    case moreUnreadDates(Int)
    /// XML that is not as it should be; what could be read was.
    case brokenMarkup(String)
    /// A pipe, a socket or a device where a file should be.
    case notAFile(String)
    /// Text in columns with tabs between.
    case table
    /// A table none of whose columns looks like a text, and what they are called.
    case noTextColumn([String])
    /// A container in which something is wrong, and what.
    case damaged(String)
    /// A container that unpacks to more than so many times its size.
    case inflated(Int)
    /// A container that needs more bytes of memory than it may have.
    case hungry(needs: Int?, may: Int)
    /// A container within so many others.
    case packedOver(Int)
    /// An archive of more than so many files.
    case tooManyFiles(Int)
    case noArchivedFiles
    /// A file that can be unpacked only with a password.
    case encrypted
    /// What the fields of a file were taken for, since their names say it only almost.
    case guessedFields(String)
    /// A file packed in a way that lede does not know.
    case unknownPacking(String)
  }

  package let file: String
  /// Both from 1; the column counts characters.
  package let line: Int?
  package let column: Int?
  package let trouble: Trouble

  package init(_ trouble: Trouble, file: String, line: Int? = nil, column: Int? = nil) {
    self.trouble = trouble
    self.file = file
    self.line = line
    self.column = column
  }

  /// What is wrong, and what now.
  package var message: String {
    switch trouble {
    case .gone: "no such file or folder; check the name"
    case .noPermission: "no permission to read it; check its mode and owner"
    case .unreadable(let reason): "cannot be read (\(reason)); try again"
    case .binary(nil): "a binary file, which lede does not read"
    case .binary(let kind?): "\(kind), which lede does not read"
    case .empty: "empty, nothing to read; leave it out or fill it"
    case .noStories: "a feed without a story in it; look again later"
    case .noFiles: "no files in this folder; hidden ones are left out"
    case .brokenLine(let reason): "\(reason); this line was left out, the others were read"
    case .tooLong(let limit):
      "more than \(limit / 1_048_576) MiB in one story; it was left out, split it "
        + "or raise limits.story"
    case .cutShort(let limit):
      "more than \(limit / 1_048_576) MiB in one story; only its beginning is shown, split "
        + "it or raise limits.story"
    case .brokenMarkup(let reason): "\(reason); what can be read is shown, tell its publisher"
    case .unreadDate(let field, let value):
      "“\(field)” says “\(cleanLine(value))”, which is no date; its story has none, write "
        + "2023-03-01"
    case .moreUnreadDates(1): "1 more date says nothing; its story has none"
    case .moreUnreadDates(let count): "\(count) more dates say nothing; their stories are without"
    case .notAFile("a pipe"): "a pipe, and in a folder only files are read; name it to read it"
    case .notAFile(let kind): "\(kind), not a file; lede reads files, folders and pipes"
    case .table:
      "looks like a table without a column named “text” or “headline”; --field text=NAME says which "
        + "it is, --from text reads it as a story all the same"
    case .noTextColumn(let columns):
      "no column is a text: \(columns.prefix(12).map { "“\(cleanLine($0))”" }.joined(separator: ", "));"
        + " --field text=NAME says which is"
    case .damaged(let reason): "damaged (\(reason)); what could be unpacked was read"
    case .inflated(let ratio):
      "unpacks to more than \(ratio) times its size; the rest was left out, or raise "
        + "limits.unpack-ratio"
    case .hungry(let needs, let may):
      "needs \(needs.map { "\($0 >> 20)" } ?? "more than \(may >> 20)") MiB to unpack and may have "
        + "\(may >> 20); unpack it first, or raise limits.unpack-memory"
    case .packedOver(let depth):
      "lies in more than \(depth) containers, one in the other; unpack it first, or raise "
        + "limits.archive-depth"
    case .tooManyFiles(let count):
      "more than \(count) files; the others were left out, or raise limits.archive-files"
    case .noArchivedFiles: "no files in this archive; hidden ones are left out"
    case .encrypted: "encrypted; unpack it first"
    case .unknownPacking(let how): "\(how), which lede does not unpack; unpack it first"
    case .guessedFields(let told): "takes \(told); --field text=NAME says otherwise"
    case .moreBrokenLines(1): "1 more line is broken; it was left out"
    case .moreBrokenLines(let count): "\(count) more lines are broken; they were left out"
    }
  }

  /// Whether something could not be read; else there was nothing to read, or all but a date was.
  package var isFailure: Bool {
    switch trouble {
    case .empty, .noStories, .noFiles, .noArchivedFiles, .guessedFields, .unreadDate,
      .moreUnreadDates,
      .brokenMarkup:
      false
    default: true
    }
  }

  /// `FILE:LINE:COLUMN: what, and what now`, safe to print.
  package var sentence: String {
    let place = [line, column].compactMap { $0.map { ":\($0)" } }.joined()
    return "\(cleanLine(file))\(place): \(message)"
  }
}
