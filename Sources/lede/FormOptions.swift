// `--from` and `--field`: how files are written, where that is not to be recognised.
import ArgumentParser
import StorySources

/// What options say of the files to be read.
struct FormOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Read every file so, whatever it looks like.", valueName: "format"))
  var from = GivenFormat.auto

  @Option(
    name: .customLong("field"),
    help: ArgumentHelp(
      "The field of JSON lines, or column of a table, that is a part of the story: text=body; "
        + "also id, headline, deck, byline, published, updated, source, link, language.",
      valueName: "part=name"))
  var fields: [String] = []

  func validate() throws {
    do throws(UnknownField) {
      _ = try FieldNames(fields)
    } catch {
      throw ValidationError(error.sentence)
    }
  }

  /// As `readStories` takes it.
  var form: GivenForm {
    GivenForm(from.format, naming: (try? FieldNames(fields)) ?? FieldNames())
  }

  /// The same within the limits that the reader has set.
  var limitedForm: GivenForm {
    var form = form
    form.limits = loadSettings(from: nil).settings.limits
    return form
  }
}
