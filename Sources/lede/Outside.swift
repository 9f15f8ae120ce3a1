// Files that are saved and programs that are called: all that leaves lede.
import Dispatch
package import FoundationEssentials
import Glibc
package import ReaderUI
package import StoryParsing
package import StoryQuery

/// Saves, copies, pipes, and opens other programs, always from an argument list, never by a shell.
package struct Outside: Sendable {
  private let environment: @Sendable (String) -> String?

  package init(environment: @escaping @Sendable (String) -> String?) {
    self.environment = environment
  }

  /// Why nothing is saved and no program started, where the environment forbids that.
  package var refusal: Event? {
    guard let word = environment("LEDE_SECURE"), !word.isEmpty, word != "0" else { return nil }
    return .failed("LEDE_SECURE is set: lede saves no file and starts no program")
  }

  // MARK: Files

  /// Writes stories to a new file in the form that its name says; an existing one is left alone.
  package func save(_ stories: [Story], as path: String) -> Event {
    let full = expanded(path)
    let text = SavedForm(path: full).write(stories)
    do throws(FileError) {
      try createFile(full, holding: text)
    } catch {
      return .failed("\(path) was not saved: \(error.sentence)")
    }
    return .succeeded("Saved \(stories.count == 1 ? "" : "\(stories.count) stories ")to \(full)")
  }

  /// Writes citations to a new file in the form that its name says.
  package func save(_ citations: [Citation], as path: String) -> Event {
    let full = expanded(path)
    do throws(FileError) {
      try createFile(full, holding: write(citations, as: full))
    } catch {
      return .failed("\(path) was not saved: \(error.sentence)")
    }
    return .succeeded(
      "Saved \(citations.count == 1 ? "a citation" : "\(citations.count) citations") to \(full)")
  }

  private func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = environment("HOME") else { return path }
    return home + path.dropFirst()
  }

  /// Keeps what the terminal would not take for the clipboard in a file.
  package func keepCopied(_ text: String) -> Event {
    do throws(FileError) {
      let path = try privateFolder() + "/copied.txt"
      // Only ever the last copy: whoever pastes it wants no other.
      unlink(path)
      try createFile(path, holding: text)
      return .succeeded("The terminal takes no copies; it is in \(path)")
    } catch {
      return .failed("The terminal takes no copies, and no file either: \(error.sentence)")
    }
  }

  /// `lede` in the XDG state folder, for the reader alone.
  private func privateFolder() throws(FileError) -> String {
    let base: String
    if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") {
      base = state
    } else if let home = environment("HOME"), home.hasPrefix("/") {
      base = home + "/.local/state"
    } else {
      throw FileError(sentence: "neither XDG_STATE_HOME nor HOME names a folder")
    }
    return try makeFolders(base + "/lede")
  }

  // MARK: Programs on the terminal

  /// Gives stories to a command as text, and shows what it prints.
  package func pipe(_ stories: [Story], to call: ProgramCall) -> Errand {
    guard let first = stories.first else { return .started }
    let text = SavedForm.text.write(stories)
    let (program, arguments) = (call.program, call.arguments(for: first))
    return .onTerminal {
      do throws(ProgramError) {
        let status = try runProgram(arguments, input: text)
        waitForEnter()
        return status == 0 ? nil : .failed("\(program) ended with \(describe(status))")
      } catch {
        return .failed(error.sentence)
      }
    }
  }

  /// Gives stories to a program that has no terminal, and says how it ended.
  package func send(
    _ stories: [Story], to call: ProgramCall, post: @escaping @Sendable (Event) -> Void
  ) {
    guard let first = stories.first else { return }
    let text = SavedForm.text.write(stories)
    let arguments = call.arguments(for: first)
    start(arguments, input: text) { problem in
      post(problem.map { .failed($0) } ?? .succeeded("\(call.program) has it"))
    }
  }

  /// Tells a program something by its arguments; only trouble is worth a word.
  package func announce(_ arguments: [String], post: @escaping @Sendable (Event) -> Void) {
    start(arguments, input: nil) { problem in if let problem { post(.failed(problem)) } }
  }

  /// Runs a program without a terminal, beside the reader.
  private func start(
    _ arguments: [String], input: String?, ended: @escaping @Sendable (_ problem: String?) -> Void
  ) {
    DispatchQueue(label: "lede.program").async {
      do throws(ProgramError) {
        let status = try runProgram(arguments, input: input, isDetached: true)
        ended(status == 0 ? nil : "\(arguments.first ?? "") ended with \(describe(status))")
      } catch {
        ended(error.sentence)
      }
    }
  }

  /// Opens a story's text in the reader's editor, as a file that is gone afterwards.
  package func edit(_ story: Story) -> Errand {
    let text = SavedForm.text.write([story])
    return .onTerminal {
      do throws(FileError) {
        let path = try privateFolder() + "/story-\(getpid()).txt"
        unlink(path)
        try createFile(path, holding: text)
        defer { unlink(path) }
        return openInEditor(path)
      } catch {
        return .failed("The story was not opened: \(error.sentence)")
      }
    }
  }

  private func openInEditor(_ path: String) -> Event? {
    let named = ["VISUAL", "EDITOR", "PAGER"].lazy.compactMap(environment).first { !$0.isEmpty }
    guard let command = try? splitWords(named ?? "less"), let program = command.first else {
      return .failed("\(named ?? "") is no command; set VISUAL, EDITOR or PAGER")
    }
    do throws(ProgramError) {
      let status = try runProgram(command + [path])
      return status == 0 ? nil : .failed("\(program) ended with \(describe(status))")
    } catch {
      return .failed(error.sentence + "; set VISUAL, EDITOR or PAGER")
    }
  }

  // MARK: The browser

  /// Opens a web address; nothing but http and https ever reaches another program.
  package func browse(_ link: URL, post: @escaping @Sendable (Event) -> Void) -> Errand {
    guard let command = Browser(environment: environment).command(opening: link) else {
      post(
        .failed(
          "The link was not opened: it is no web address, or there is no browser; set BROWSER"))
      return .started
    }
    if command.isOnTerminal {
      return .onTerminal {
        do throws(ProgramError) {
          let status = try runProgram(command.arguments)
          return status == 0 ? nil : .failed("\(command.program) ended with \(describe(status))")
        } catch {
          return .failed(error.sentence + "; set BROWSER")
        }
      }
    }
    DispatchQueue(label: "lede.browser").async {
      do throws(ProgramError) {
        let status = try runProgram(command.arguments, isDetached: true)
        if status != 0 { post(.failed("\(command.program) ended with \(describe(status))")) }
      } catch {
        post(.failed(error.sentence + "; set BROWSER"))
      }
    }
    post(.succeeded("Opening \(link.absoluteString) with \(command.program)"))
    return .started
  }
}
