// The options of the reader.
import ArgumentParser
import ReaderUI
import StorySources

/// What `lede` may be given before its paths; each goes over the settings file.
struct ReadingOptions: ParsableArguments {
  @Option(
    help: "The theme: one that lede themes lists, or a file.",
    completion: .shellCommand("lede themes | cut -f 1"))
  var theme: String?

  @Flag(help: "One column without boxes, for screen readers.")
  var plain = false

  @Flag(help: "Draw with ASCII characters alone.")
  var ascii = false

  @Flag(help: "For slow lines: nothing follows by itself, and text has the whole width.")
  var slow = false

  @Flag(help: "Leave out the row of keys at the bottom.")
  var noHints = false

  @Flag(help: "Take mouse clicks and the wheel from the start.")
  var mouse = false

  // An order may begin with "-", which is no option then.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The order of the list, such as -date or source,headline.", valueName: "order"))
  var sort: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Show only stories that a line of filter lets through, as & takes it, or a saved search's name.",
      valueName: "line"))
  var filter: String?

  @OptionGroup var given: FormOptions

  /// How the files are written, where these options say it.
  var form: GivenForm { given.form }

  @Option(
    help: ArgumentHelp("Settings from this file instead of one's own.", valueName: "file"),
    completion: .file(extensions: ["toml"]))
  var settings: String?

  @Flag(help: "Begin anew: nothing comes back of what was read and how the screen stood.")
  var fresh = false

  @Flag(help: "Look again at the named files as they grow; folders are always watched.")
  var follow = false

  @Flag(help: "Keep the stories of the named files and folders in the archive.")
  var keep = false

  @Flag(help: "Open the stories that come with lede, though there are sources.")
  var examples = false

  @Flag(help: "Say whose work is in lede, and where quoted words are on record.")
  var credits = false

  /// Settings as these options change them.
  func change(_ settings: inout Settings) throws {
    if let theme { settings.theme = theme }
    if plain { settings.preferences.isPlain = true }
    if ascii { settings.preferences.isASCII = true }
    if slow { settings.preferences.isSlow = true }
    if noHints { settings.preferences.showsHints = false }
    if mouse { settings.isMouseOn = true }
    guard let sort else { return }
    do throws(UnknownOrder) {
      settings.preferences.sort = try readOrder(sort)
    } catch {
      throw ValidationError(error.sentence)
    }
  }
}
