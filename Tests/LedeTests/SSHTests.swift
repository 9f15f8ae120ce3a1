// The program at the far end of an ssh connection, and what is left when that breaks.
import CVTerm
import FoundationEssentials
import Glibc
import Testing

@Suite(
  .enabled(if: SSHDaemon.isInstalled, "sshd and ssh are not installed"),
  .enabled(if: SSHDaemon.letsUsIn, "sshd would not give this account a shell on a terminal"))
struct SSHTests {
  let town: StoryFolder
  /// Where lede may leave things.
  let home: StoryFolder
  let daemon: SSHDaemon

  init() throws {
    town = try StoryFolder.town()
    home = try StoryFolder()
    daemon = try SSHDaemon()
  }

  /// lede on the town's stories, its first screen come through the connection.
  private func connect() throws -> Pty {
    var settings = [
      "HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "TMPDIR",
    ].map { "\($0)=\(home.path)" }
    settings.append("LANG=C.UTF-8")
    if let path = getenv("LD_LIBRARY_PATH") {
      settings.append("LD_LIBRARY_PATH=" + String(cString: path))
    }
    let words = ["exec", "env"] + settings + [Pty.program, town.path]
    let lede = try daemon.connect(running: words.map { "'\($0)'" }.joined(separator: " "))
    try lede.wait(for: "Harbor reopens")
    return lede
  }

  /// What a lede leaves: files in the two folders that were not there, and processes.
  private func leftovers() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: home.path)
      + FileManager.default.contentsOfDirectory(atPath: town.path)
      .filter { !["1.txt", "2.txt", "3.txt"].contains($0) }
      + processes(whose: "environ", has: "HOME=" + home.path).map { "process \($0)" }
  }

  @Test func storiesAreReadAndCopiedThroughAConnection() throws {
    let lede = try connect()
    lede.type("j")
    try lede.wait(for: "crème")
    lede.type("\r")
    try lede.wait(until: "the open story alone") { !$0.text.contains("Harbor reopens") }
    lede.type("y")
    try lede.wait(until: "a copy") { _ in lede.copied != nil }
    let copied = try #require(lede.copied)
    #expect(!copied.isEmpty && contents(of: town.path + "/2.txt").contains(copied))
    lede.resize(rows: 40, columns: 120)
    try lede.wait(until: "the last row drawn") { !$0.text(ofRow: 39).isEmpty }
    lede.type("h")
    try lede.wait(for: "Harbor reopens")
    lede.type("Q")
    #expect(try lede.waitForEnd() == .exited(0))
    #expect(lede.leftWrong == [])
    #expect(Wire.firstLeak(in: lede.written) == nil)
    #expect(try leftovers() == [])
  }

  @Test func aLostConnectionLeavesNothingBehind() throws {
    var fastest = Duration.seconds(1000)
    for (keys, answer) in [("", "Harbor"), ("\r", "HARBOR CITY"), ("/caf", "/caf")] {
      let lede = try connect()
      lede.type(keys)
      try lede.wait(for: answer)
      let process = try #require(processes(whose: "cmdline", has: town.path).first)
      let ended = lede_process_descriptor(process)
      defer { close(ended) }
      let start = ContinuousClock.now
      lede.send(signal: SIGKILL)
      var polled = pollfd(fd: ended, events: Int16(POLLIN), revents: 0)
      try #require(poll(&polled, 1, 20_000) == 1, "lede outlived its connection")
      fastest = min(fastest, .now - start)
      #expect(try leftovers() == [])
    }
    // The fastest, since a machine with much else to do may hold up any one.
    #expect(fastest < .seconds(1))
  }
}

/// An sshd of this account's own on a port of the loopback. It ends with this value, and with the
/// tests however they end.
final class SSHDaemon {
  private let folder: StoryFolder
  private let process: Pty
  private let port: Int

  static var isInstalled: Bool {
    ["sshd", "ssh", "ssh-keygen"].allSatisfy { findProgram($0) != nil }
  }

  init() throws {
    folder = try StoryFolder()
    port = try freePort()
    let (sshd, keygen) = (
      try #require(findProgram("sshd")), try #require(findProgram("ssh-keygen"))
    )
    for name in ["host", "reader"] {
      try run(keygen, ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", folder.path + "/" + name])
    }
    try folder.write("[127.0.0.1]:\(port) " + contents(of: folder.path + "/host.pub"), to: "known")
    try folder.write(SSHDaemon.settings(port: port, folder: folder.path), to: "settings")
    if getuid() == 0 { mkdir("/run/sshd", 0o755) }
    // The kernel hangs up on the shell when the terminal goes, even if all tests are killed; sshd
    // itself would start anew then, and has a session of its own, where no hang-up finds it.
    let script = """
      trap 'kill "$daemon" && wait' HUP
      setsid "$0" -D -f "$1/settings" -E "$1/log" & daemon=$!
      wait
      """
    process = try Pty(["-c", script, sshd, folder.path], program: "/bin/sh")
    let log = folder.path + "/log"
    try process.wait(until: "a listening sshd") { _ in
      contents(of: log).contains("Server listening")
    }
  }

  deinit {
    process.hangUp()
    _ = try? process.waitForEnd()
  }

  /// A terminal in which ssh runs a command for a shell at the far end.
  func connect(running command: String) throws -> Pty {
    let options = [
      "BatchMode=yes", "IdentitiesOnly=yes", "IdentityAgent=none", "EscapeChar=none",
      "StrictHostKeyChecking=yes", "GlobalKnownHostsFile=none",
      "UserKnownHostsFile=\(folder.path)/known",
    ].flatMap { ["-o", $0] }
    return try Pty(
      ["-F", "none", "-tt", "-p", "\(port)", "-i", folder.path + "/reader"] + options
        + ["127.0.0.1", command],
      program: try #require(findProgram("ssh")))
  }

  private static func settings(port: Int, folder: String) -> String {
    """
    Port \(port)
    ListenAddress 127.0.0.1
    HostKey \(folder)/host
    AuthorizedKeysFile \(folder)/reader.pub
    PidFile none
    StrictModes no
    UsePAM no
    PasswordAuthentication no
    KbdInteractiveAuthentication no
    PermitRootLogin prohibit-password
    PrintMotd no
    PrintLastLog no

    """
  }

  /// Whether this account has a shell, is not locked, and may have terminals made its own: without
  /// root's rights sshd can do that only if they are the group's already, or in a group of ours.
  static var letsUsIn: Bool {
    guard let account = getpwuid(getuid()) else { return false }
    let (name, shell) = (
      String(cString: account.pointee.pw_name), String(cString: account.pointee.pw_shell)
    )
    let isLocked = contents(of: "/etc/shadow").split(separator: "\n")
      .contains { $0.hasPrefix(name + ":!") }
    let hasShell = !["nologin", "false"].contains { shell.hasSuffix("/" + $0) }
    return hasShell && !isLocked && (getuid() == 0 || mayGiveTerminals)
  }

  private static var mayGiveTerminals: Bool {
    guard let group = getgrnam("tty")?.pointee.gr_gid else { return true }
    var own = [gid_t](repeating: 0, count: 1000)
    let count = Int(getgroups(Int32(own.count), &own))
    return getegid() == group || own.prefix(max(0, count)).contains(group)
      || groupOfANewTerminal == group
  }

  private static var groupOfANewTerminal: gid_t? {
    let master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)
    defer { close(master) }
    var path = [CChar](repeating: 0, count: 64)
    var status = stat()
    guard master >= 0, ptsname_r(master, &path, path.count) == 0, stat(path, &status) == 0 else {
      return nil
    }
    return status.st_gid
  }
}

/// A port of the loopback on which nothing listens.
private func freePort() throws -> Int {
  let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  try #require(socket >= 0)
  defer { close(socket) }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
  var size = socklen_t(MemoryLayout<sockaddr_in>.size)
  let isBound = withUnsafeMutableBytes(of: &address) { bytes in
    let address = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self)
    return bind(socket, address, size) == 0 && getsockname(socket, address, &size) == 0
  }
  try #require(isBound)
  return Int(UInt16(bigEndian: address.sin_port))
}
