// Where settings and themes of the reader's own lie, and how they are read.
import Glibc

/// The folder `lede` in the XDG configuration folder; nothing in it is made before something is
/// saved.
package struct ConfigFolder: Sendable {
  package let path: String

  /// The reader's own; nil where neither `XDG_CONFIG_HOME` nor `HOME` is an absolute path.
  package init?(environment: (String) -> String?) {
    // The XDG specification has a relative path ignored.
    if let base = environment("XDG_CONFIG_HOME"), base.hasPrefix("/") {
      path = base + "/lede"
    } else if let home = environment("HOME"), home.hasPrefix("/") {
      path = home + "/.config/lede"
    } else {
      return nil
    }
  }

  package var settings: String { path + "/settings.toml" }
  package var watched: String { path + "/watched.tsv" }
  package var sources: String { path + "/sources.toml" }
  package var corrections: String { path + "/corrections.txt" }
  package var searches: String { path + "/searches.txt" }
  package func theme(_ name: String) -> String { "\(path)/themes/\(name).toml" }

  /// Names of the themes there, by their files.
  package var themes: [String] {
    guard let folder = opendir(path + "/themes") else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".toml"), !name.hasPrefix(".") { names.append(String(name.dropLast(5))) }
    }
    return names.sorted()
  }
}

/// Why a small file cannot be read, as one says it.
struct FileTrouble: Error {
  let sentence: String
  var isAbsence = false
}

/// The text of a small file that a person wrote; no device or pipe is waited for.
func readSmallFile(_ path: String) throws(FileTrouble) -> String {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
  guard descriptor >= 0 else {
    throw FileTrouble(sentence: String(cString: strerror(errno)), isAbsence: errno == ENOENT)
  }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
    throw FileTrouble(sentence: "it is not a file")
  }
  guard status.st_size <= 1 << 20 else { throw FileTrouble(sentence: "it is larger than 1 MB") }
  let size = Int(status.st_size)
  let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    count = max(0, read(descriptor, buffer.baseAddress, size))
  }
  return String(decoding: bytes, as: UTF8.self)
}
