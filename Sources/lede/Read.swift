// Reading: as text where there is no terminal.
import ArgumentParser
import ReaderUI
import StorySources

/// Opens the reader on these paths, or on the stories that come with lede.
func read(_ paths: [String], _ options: ReadingOptions) throws {
  if options.credits { return print(CollectionFile.credits, terminator: "") }
  var (settings, notices) = loadSettings(from: options.settings)
  try options.change(&settings)
  notices.forEach(say)
  let sources = paths.isEmpty ? CollectionFile.sources : paths.map(Source.init(argument:))
  try printStories(
    from: sources, as: options.from.format, ascii: settings.preferences.isASCII)
}
