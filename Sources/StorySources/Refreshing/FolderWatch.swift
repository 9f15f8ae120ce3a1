// Says when something in a folder has changed, or a file has grown.
import Dispatch
import Glibc

/// Watches files and folders, with the folders in them; gone when it is released.
package final class FolderWatch: Sendable {
  /// Most folders that are watched: the system allows only so many in all.
  private static let mostFolders = 2_000
  /// Changes come in swarms: they are told once it has been quiet, or has lasted, for so long.
  private static let quiet: Int32 = 300
  private static let longest = Duration.seconds(2)

  /// The end of a pipe that is closed when nobody needs the watch any more.
  private let held: Int32

  /// - Parameter changed: is called with the path that was given, on a thread of its own.
  package init(_ paths: [String], changed: @escaping @Sendable (String) -> Void) {
    var ends: [Int32] = [-1, -1]
    let descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    guard descriptor >= 0, pipe(&ends) == 0 else {
      if descriptor >= 0 { close(descriptor) }
      held = -1
      return
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    held = ends[1]
    var watching = Watcher(descriptor, stopper: ends[0], changed)
    watching.add(paths, limit: Self.mostFolders)
    DispatchQueue(label: "lede.watch", qos: .utility).async { [watching] in
      var watcher = watching
      watcher.run(quiet: Self.quiet, longest: Self.longest)
    }
  }

  deinit { if held >= 0 { close(held) } }
}

/// The thread that watches.
private struct Watcher: Sendable {
  private let descriptor: Int32
  private let stopper: Int32
  private let changed: @Sendable (String) -> Void
  /// For each watch of the system, the path that it is there for.
  private var roots: [Int32: String] = [:]
  /// And the folder it is on.
  private var folders: [Int32: String] = [:]

  init(_ descriptor: Int32, stopper: Int32, _ changed: @escaping @Sendable (String) -> Void) {
    (self.descriptor, self.stopper, self.changed) = (descriptor, stopper, changed)
  }

  private static let interest = UInt32(
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MODIFY | IN_CREATE | IN_MOVE_SELF)

  mutating func add(_ paths: [String], limit: Int) {
    for path in paths {
      var ahead = [path]
      while let folder = ahead.popLast(), folders.count < limit {
        let watch = inotify_add_watch(descriptor, folder, Self.interest)
        guard watch >= 0 else { continue }
        roots[watch] = path
        folders[watch] = folder
        if isFolder(folder) { ahead += subfolders(of: folder) }
      }
    }
  }

  /// Folders that are not hidden; links are not followed, so there is no circle.
  private func subfolders(of path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var found: [String] = []
    while let entry = readdir(folder) {
      guard Int32(entry.pointee.d_type) == Int32(DT_DIR) else { continue }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") {
        found.append(path.hasSuffix("/") ? path + name : "\(path)/\(name)")
      }
    }
    return found
  }

  mutating func run(quiet: Int32, longest: Duration) {
    defer {
      close(descriptor)
      close(stopper)
    }
    var touched: Set<String> = []
    var since = ContinuousClock.now
    while true {
      var polled = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: stopper, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&polled, 2, touched.isEmpty ? -1 : quiet)
      if ready < 0 && errno != EINTR || polled[1].revents != 0 { return }
      if polled[0].revents != 0 {
        if touched.isEmpty { since = .now }
        touched.formUnion(takeEvents())
      }
      guard !touched.isEmpty, ready == 0 || .now - since > longest else { continue }
      for path in touched { changed(path) }
      touched = []
    }
  }

  /// The given paths below which something has happened.
  private mutating func takeEvents() -> Set<String> {
    var touched: Set<String> = []
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = read(descriptor, &bytes, bytes.count)
    var offset = 0
    let head = MemoryLayout<inotify_event>.size
    while offset + head <= count {
      let event = bytes.withUnsafeBytes {
        $0.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
      }
      if let root = roots[event.wd] { touched.insert(root) }
      if event.mask & UInt32(IN_CREATE | IN_MOVED_TO) != 0, event.mask & UInt32(IN_ISDIR) != 0 {
        watchNew(in: event.wd)
      }
      offset += head + Int(event.len)
    }
    return touched
  }

  /// Watches the folders that have come into a folder.
  private mutating func watchNew(in watch: Int32) {
    guard let folder = folders[watch], let root = roots[watch] else { return }
    for path in subfolders(of: folder) where folders.count < 2_000 {
      let watch = inotify_add_watch(descriptor, path, Self.interest)
      if watch >= 0 { (roots[watch], folders[watch]) = (root, path) }
    }
  }
}
