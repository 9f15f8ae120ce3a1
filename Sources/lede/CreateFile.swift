// New files for the reader's eyes alone, whole or not at all.
import Glibc

/// Why a file could not be written, in a clause.
struct FileError: Error {
  let sentence: String

  /// What the system says of the last call.
  static var last: FileError {
    FileError(
      sentence: errno == EEXIST
        ? "it exists already; choose another name"
        : String(cString: strerror(errno)))
  }
}

/// Creates a file of mode 0600 with a text in it; fails if there is anything of that name.
///
/// The text is written beside it first, so that nobody ever sees half of it.
func createFile(_ path: String, holding text: String) throws(FileError) {
  guard access(path, F_OK) != 0 else {
    errno = EEXIST
    throw .last
  }
  let draft = path + ".\(getpid()).part"
  try writeNew(draft, text)
  defer { unlink(draft) }
  guard link(draft, path) != 0 else { return }
  // Some file systems know no links: there the file itself is written, still never over another.
  guard errno != EEXIST else { throw .last }
  try writeNew(path, text)
}

private func writeNew(_ path: String, _ text: String) throws(FileError) {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
  guard descriptor >= 0 else { throw .last }
  let isWritten = writeAll(text, to: descriptor) && fsync(descriptor) == 0
  let trouble = FileError.last
  close(descriptor)
  guard isWritten else {
    unlink(path)
    throw trouble
  }
}

/// Writes all of a text; false, and errno, where it cannot.
func writeAll(_ text: String, to descriptor: Int32) -> Bool {
  var text = text
  return text.withUTF8 { bytes in
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = write(descriptor, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}

/// Makes a folder of mode 0700 and those above it; gives its path.
func makeFolders(_ path: String) throws(FileError) -> String {
  var made = ""
  for part in path.split(separator: "/") {
    made += "/\(part)"
    guard mkdir(made, 0o700) == 0 || errno == EEXIST || access(made, F_OK) == 0 else {
      throw .last
    }
  }
  return made
}

/// Puts a text in a file's place at once: whoever reads it sees the old one or the new one, whole.
///
/// A link stays one, and what it leads to is changed; a file that was there keeps its mode.
func replaceFile(_ path: String, holding text: String) throws(FileError) {
  let folder = path.split(separator: "/").dropLast().joined(separator: "/")
  _ = try makeFolders("/" + folder)
  let target = absolutePath(path) ?? path
  var status = stat()
  let mode = stat(target, &status) == 0 ? status.st_mode & 0o777 : 0o600
  let draft = target + ".\(getpid()).part"
  unlink(draft)
  try writeNew(draft, text)
  guard chmod(draft, mode) == 0, rename(draft, target) == 0 else {
    let trouble = FileError.last
    unlink(draft)
    throw trouble
  }
}
