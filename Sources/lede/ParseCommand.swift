// `lede parse`: what is in stories, for scripts and for people (json.md).
import ArgumentParser
import Glibc
import StorySources

/// Prints structure, names and quotations of stories.
struct ParseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Print what is in stories: structure, names, quotations.",
    discussion: """
      Without a form it prints --json. --tsv has the columns story, start, end, kind, code, name \
      and text. Exit codes: 0 fine, 1 nothing to show, 2 wrong use, 3 some inputs failed, 4 all.
      """)

  @Flag(help: ParseForm.help)
  var output: ParseForm = .json

  @OptionGroup var form: FormOptions

  @Option(help: ArgumentHelp("What offsets count.", valueName: "unit"))
  var offsets: OffsetUnit = .utf8

  @Option(help: ArgumentHelp("How many stories to analyse at once.", valueName: "n"))
  var jobs = 1

  @Argument(help: "Files or folders; - is standard input.")
  var files: [String] = []

  func validate() throws {
    if files.isEmpty { throw ValidationError("Parse needs a file, or - for standard input") }
    guard (1...256).contains(jobs) else { throw ValidationError("--jobs is 1 to 256") }
  }

  func run() throws {
    // A reader that has seen enough closes the pipe; that is no failure.
    signal(SIGPIPE, SIG_IGN)
    let standardOutput = StandardOutput()
    let printer = StoryPrinter(form: output, unit: offsets, isTerminal: standardOutput.isTerminal)
    let run = ParseRun(printer: printer, output: standardOutput, jobs: jobs)
    try run.parse(files.map(Source.init(argument:)), as: form.limitedForm)
  }
}

/// The forms of output, each a flag.
enum ParseForm: String, EnumerableFlag {
  case json, jsonl, marked, tsv

  static func help(for form: ParseForm) -> ArgumentHelp? {
    switch form {
    case .json: "One JSON document a file."
    case .jsonl: "One JSON story a line, as soon as it is read."
    case .marked: "The text with its names marked: [Antony Blinken|person]."
    case .tsv: "One mention a line, its parts between tabs."
    }
  }

  fileprivate static let help: ArgumentHelp = "The form of the output."
}

extension OffsetUnit: ExpressibleByArgument {}
