// What leaves lede: files, and the arguments of other programs.
import Foundation
import Glibc
import ReaderUI
import StoryParsing
import StorySources
import Testing
import lede

private let story = Story(
  id: Story.ID(source: "a.txt", name: "one"),
  text: "Port *reopens*\nBy Mara Ross\n1. Ships came back; $(reboot) `id`.\n“Well,” said Quill.",
  byline: "Mara Ross", published: Date(timeIntervalSince1970: 0), source: "Wire",
  link: URL(string: "https://example.org/port"))

/// A folder of its own that is gone after the test.
private func inFolder(_ test: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "lede-\(UUID())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try test(folder.path(percentEncoded: false))
}

private func mode(_ path: String) throws -> Int {
  let attributes = try FileManager.default.attributesOfItem(atPath: path)
  return try #require(attributes[.posixPermissions] as? Int)
}

private func text(_ path: String) throws -> String {
  try String(contentsOf: URL(filePath: path), encoding: .utf8)
}

@Suite struct SendingStories {
  @Test func aProgramGetsTheTextAndPartsOfItAsArgumentsThatNoShellSees() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lede-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "sent").path
    let outside = Outside { _ in nil }
    // What a shell would read is the test's own; the story's words are behind it.
    let script = "{ cat; printf '%s\\n' \"$@\"; } > \"$0\""
    let call = ProgramCall(["sh", "-c", script, path, "{title} $(reboot)", "{link}"])
    let event = await withCheckedContinuation { answer in
      outside.send([story], to: call) { answer.resume(returning: $0) }
    }
    guard case .succeeded("sh has it") = event else {
      Issue.record("\(event)")
      return
    }
    let sent = try text(path)
    #expect(sent.contains("Ships came back; $(reboot) `id`."))
    #expect(sent.hasSuffix("Port *reopens* $(reboot)\nhttps://example.org/port\n"))
  }

  @Test func whatDoesNotStartIsTold() async {
    let event = await withCheckedContinuation { answer in
      Outside { _ in nil }.announce(["/nowhere/tell", "3"]) { answer.resume(returning: $0) }
    }
    guard case .failed(let sentence) = event else {
      Issue.record("\(event)")
      return
    }
    #expect(sentence.hasPrefix("/nowhere/tell did not start"))
  }
}

@Suite struct SavingStories {
  @Test func aSavedFileIsForTheReaderAloneAndNeverWrittenOver() throws {
    try inFolder { folder throws in
      let outside = Outside { ["HOME": folder][$0] }
      guard case .succeeded(let sentence) = outside.save([story], as: "~/port.txt") else {
        Issue.record("not saved")
        return
      }
      #expect(sentence == "Saved to \(folder)/port.txt")
      #expect(try mode(folder + "/port.txt") == 0o600)
      let saved = try text(folder + "/port.txt")
      #expect(
        saved.hasPrefix("Port *reopens*\n\nWire, Mara Ross, 1970-01-01\n\nBy Mara Ross\n\n1. Ships")
      )
      guard case .failed(let refusal) = outside.save([story, story], as: "~/port.txt") else {
        Issue.record("written over")
        return
      }
      #expect(refusal.contains("~/port.txt was not saved: it exists already"))
      #expect(try text(folder + "/port.txt") == saved)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["port.txt"])
    }
  }

  @Test func theEndingTellsTheForm() throws {
    #expect(SavedForm(path: "/a.b/c") == .text)
    #expect(SavedForm(path: "c.MD") == .markdown)
    #expect(SavedForm(path: "x.jsonl") == .jsonLines)
    #expect(
      SavedForm.markdown.write([story]) == """
        # Port \\*reopens\\*

        *Wire, Mara Ross, 1970-01-01*

        By Mara Ross

        1\\. Ships came back; $(reboot) \\`id\\`.

        “Well,” said Quill.

        <https://example.org/port>

        """)
  }

  @Test func savedLinesAreReadAgainAsTheyWere() throws {
    let lines = Array(SavedForm.jsonLines.write([story, story]).utf8)
    var read: [Story] = []
    readStories(from: [.memory(name: "x.jsonl", bytes: lines)]) { arrival, _ in
      if case .story(let story) = arrival { read.append(story) }
      return true
    }
    #expect(read.map(\.text) == [story.text, story.text])
    #expect(read.first?.published == story.published)
    #expect(read.first?.byline == story.byline)
    #expect(read.first?.link == story.link)
  }

  @Test func whatTheTerminalDoesNotCopyIsInAPrivateFile() throws {
    try inFolder { folder throws in
      let outside = Outside { ["XDG_STATE_HOME": folder + "/state"][$0] }
      for words in ["first", "second"] {
        guard case .succeeded = outside.keepCopied(words) else {
          Issue.record("not kept")
          return
        }
        #expect(try text(folder + "/state/lede/copied.txt") == words)
      }
      #expect(try mode(folder + "/state/lede/copied.txt") == 0o600)
      #expect(try mode(folder + "/state/lede") == 0o700)
    }
  }
}

@Suite struct OtherPrograms {
  @Test func argumentsArriveAsTheyAreAndInputToItsEnd() throws {
    try inFolder { folder throws in
      let odd = folder + "/a;b $(c) 'd'"
      let long = String(repeating: "line of input\n", count: 20_000)
      #expect(try runProgram(["tee", odd], input: long, isDetached: false) == 0)
      #expect(try text(odd) == long)
    }
  }

  @Test func aProgramThatStopsReadingIsNoTrouble() throws {
    signal(SIGPIPE, SIG_IGN)
    #expect(try runProgram(["true"], input: String(repeating: "x", count: 1_000_000)) == 0)
    #expect(try runProgram(["false"]) == 1)
    #expect(throws: ProgramError.self) { try runProgram(["no-such-program-here"]) }
  }

  @Test func theEditorGetsAPrivateFileThatIsGoneAfterwards() throws {
    try inFolder { folder throws in
      let outside = Outside {
        ["XDG_STATE_HOME": folder, "EDITOR": "cp -p -t '\(folder)'"][$0]
      }
      guard case .onTerminal(let work) = outside.edit(story) else {
        Issue.record("not on the terminal")
        return
      }
      #expect(work() == nil)
      let copies = try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { $0.hasSuffix(".txt") }
      let copy = folder + "/" + (try #require(copies.first))
      #expect(try text(copy).contains("Ships came back"))
      #expect(try mode(copy) == 0o600)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/lede").isEmpty)
    }
  }

  private func browser(_ value: String) -> Browser {
    Browser { ["BROWSER": value, "PATH": "/usr/bin:/bin"][$0] }
  }

  @Test(arguments: [
    ("cat", ["cat", "https://example.org/?a=%25s&b='c'"]),
    ("cat -n %s", ["cat", "-n", "https://example.org/?a=%25s&b='c'"]),
    ("cat --url=%s 100%%", ["cat", "--url=https://example.org/?a=%25s&b='c'", "100%"]),
    ("no-such-browser:'cat' -n", ["cat", "-n", "https://example.org/?a=%25s&b='c'"]),
  ])
  func anAddressIsOneArgument(_ value: String, _ arguments: [String]) throws {
    let link = try #require(URL(string: "https://example.org/?a=%s&b='c'"))
    #expect(browser(value).command(opening: link)?.arguments == arguments)
  }

  @Test(arguments: [
    "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "mailto:a@b?attach=x",
    "ssh:-oProxyCommand=id", "-h", "exec:id", "gopher://x", "//example.org", "ftp://example.org",
  ])
  func onlyWebAddressesReachTheBrowser(_ address: String) {
    #expect(URL(string: address).flatMap { browser("cat").command(opening: $0) } == nil)
  }
}
