// `lede settings`: every setting with its default, as a file that can be saved and changed.
import ArgumentParser
import ReaderUI

/// Prints the settings.
struct SettingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings",
    abstract: "Print every setting with its default, as a file to save and change.")

  func run() throws { print(settingsAsTOML(), terminator: "") }
}

/// The whole settings file: defaults in force, keys as comments.
package func settingsAsTOML() -> String {
  let defaults = Settings()
  let settings = Setting.table.map {
    "# \($0.help).\n\($0.name) = \($0.value(in: defaults))\n\n"
  }
  let keys = Command.table.map { row in
    let keys = row.keys.map { quotedForTOML($0.name) }.joined(separator: ", ")
    return "# \(row.help).\n# \(row.command.rawValue) = [\(keys)]\n"
  }
  return """
    # The settings of lede, each with its default. They are read from
    # $XDG_CONFIG_HOME/lede/settings.toml, or ~/.config/lede/settings.toml:
    #   lede settings > ~/.config/lede/settings.toml

    \(settings.joined())\
    # Keys. A line such as  next-unread = ["n", "^N"]  gives a command these keys and no others;
    # under [keys.list], [keys.text] or [keys.names] it gives it keys in that pane besides.
    # Ctrl is written ^N; words are \(Key.spelledOut.joined(separator: ", ")).
    # Under [lines] a key runs a line as if it were typed after a colon:
    #   [lines]
    #   F5 = "send notify-send -- {title} {link}"
    #   T = "narrow is:unread tag:war"
    # Words of :pipe and :send may have \(ProgramCall.Part.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ")) in them.

    [keys]
    \(keys.joined())
    """
}
