// `--from`: which format files are read as.
import ArgumentParser
import StorySources

/// A format as an option names it.
enum GivenFormat: ExpressibleByArgument {
  /// By what each file looks like.
  case auto
  case format(Format)

  init?(argument: String) {
    if argument == "auto" {
      self = .auto
      return
    }
    guard let format = Format(rawValue: argument) else { return nil }
    self = .format(format)
  }

  static var allValueStrings: [String] { ["auto"] + Format.allCases.map(\.rawValue) }

  /// As `readStories` takes it.
  var format: Format? {
    if case .format(let format) = self { format } else { nil }
  }
}
