// How lede begins: keys typed ahead, stories on standard input, nothing to read.
import Glibc
import Testing

@Suite struct StartTests {
  /// A shell in a pseudo-terminal that runs a script in which `$0` is lede.
  private func shell(_ script: String) throws -> Pty {
    try Pty(["-c", script, Pty.program], program: "/bin/sh")
  }

  @Test func keysTypedWhileItStartsAreKept() throws {
    // The shell starts lede only once the keys have been typed.
    let town = try StoryFolder.town()
    let shell = try Pty(
      ["-c", "echo READY; read answer; exec \"$0\" \"$1\"", Pty.program], stories: town,
      program: "/bin/sh")
    try shell.wait(for: "READY")
    shell.type("\nG\r")
    try shell.wait(for: "Mara Quill resigned on Friday.")
    shell.type("Q")
    #expect(try shell.waitForEnd() == .exited(0))
    #expect(shell.leftWrong == [])
  }

  @Test func storiesOnStandardInputLeaveTheKeysToTheTerminal() throws {
    let shell = try shell(
      "printf '{\"text\":\"Port\\\\nIt did.\"}\\n{\"text\":\"Café\\\\nIt closed.\"}\\n' | \"$0\" -; "
        + "echo ENDED $?")
    try shell.wait(for: "It did.")
    shell.type("G")
    try shell.wait(for: "It closed.")
    shell.type("Q")
    try shell.wait(for: "ENDED 0")
    #expect(try shell.waitForEnd() == .exited(0))
    #expect(shell.leftWrong == [])
  }

  @Test func storiesStillToComeHoldNoKeys() throws {
    let shell = try shell("tail -f /dev/null | { \"$0\" -; echo ENDED $?; kill 0; }")
    try shell.wait(for: "Reading…")
    shell.type("Q")
    try shell.wait(for: "ENDED 0")
    _ = try shell.waitForEnd()
    #expect(shell.leftWrong == [])
  }

  @Test(arguments: ["- </dev/null", "- <&-", "/dev/null"])
  func nothingToReadIsASentenceAndExitsWith1(source: String) throws {
    let shell = try shell("\"$0\" \(source); echo ENDED $?")
    try shell.wait(for: "ENDED 1")
    #expect(shell.screen.text.contains(": empty, nothing to read; leave it out or fill it"))
    #expect(try shell.waitForEnd() == .exited(0))
    #expect(shell.leftWrong == [])
  }

  @Test func aKeyboardIsNoSourceOfStories() throws {
    let shell = try shell("\"$0\" -; echo ENDED $?")
    try shell.wait(for: "ENDED 2")
    #expect(shell.screen.text.contains("- is what another program prints"))
    #expect(shell.leftWrong == [])
  }

  @Test func nothingReadableExitsWith4() throws {
    let shell = try shell("\"$0\" /proc/self/mem; echo ENDED $?")
    try shell.wait(for: "ENDED 4")
    #expect(shell.screen.text.contains("cannot be read"))
    #expect(shell.leftWrong == [])
  }
}
