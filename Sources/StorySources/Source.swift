// A file, a folder or standard input, as the reader named it.
package import FoundationEssentials
import Glibc

/// Where stories come from.
package enum Source: Hashable, Sendable {
  /// A file or a folder, written as it was given.
  case path(String)
  /// Something open already, such as standard input; it is read to its end and left open.
  case descriptor(Int32, name: String)
  /// Bytes that lede carries within itself.
  case memory(name: String, bytes: [UInt8])
  /// What was fetched from an address, with the encoding that the server said it is in.
  case fetched(name: String, bytes: [UInt8], address: URL, charset: String?)

  /// The source that a word of the command line means: `-` is standard input.
  package init(argument: String) {
    self = argument == "-" ? .descriptor(0, name: "-") : .path(argument)
  }

  /// What messages and `Story.ID` call it.
  package var name: String {
    switch self {
    case .path(let name), .descriptor(_, let name), .memory(let name, _),
      .fetched(let name, _, _, _):
      name
    }
  }
}

/// The sources without those that stand twice or lie in a folder that is read anyway, so that no
/// story arrives twice.
func distinct(_ sources: [Source]) -> [Source] {
  var seen: Set<Source> = []
  let once = sources.filter { seen.insert($0).inserted }
  let folders = once.compactMap { source -> String? in
    guard case .path(let path) = source, isFolder(path) else { return nil }
    return path.hasSuffix("/") ? path : path + "/"
  }
  return once.filter { source in
    guard case .path(let path) = source else { return true }
    return !folders.contains { $0 != path && $0 != path + "/" && reaches(path, from: $0) }
  }
}

/// Whether reading a folder comes upon a path: it is there, and no part below the folder is hidden.
private func reaches(_ path: String, from folder: String) -> Bool {
  guard path.hasPrefix(folder), access(path, F_OK) == 0 else { return false }
  let rest = path.utf8.dropFirst(folder.utf8.count)
  return !rest.split(separator: UInt8(ascii: "/")).contains { $0.first == UInt8(ascii: ".") }
}
