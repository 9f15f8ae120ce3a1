// Which browser opens a link, and how it is called.
package import FoundationEssentials
import Glibc
import ReaderUI

/// Finds a browser by the environment: BROWSER, then what the desktop or the terminal has.
package struct Browser {
  package struct Command: Hashable {
    package let arguments: [String]
    /// A text browser needs the terminal; any other opens its own window.
    package let isOnTerminal: Bool

    package var program: String { arguments.first ?? "" }
  }

  private static let textBrowsers: Set = [
    "w3m", "lynx", "links", "links2", "elinks", "browsh", "carbonyl", "chawan", "cha",
  ]

  private let environment: (String) -> String?

  package init(environment: @escaping (String) -> String?) { self.environment = environment }

  /// The command that opens a web address; nil for any other address, or without a browser.
  package func command(opening link: URL) -> Command? {
    let address = link.absoluteString
    guard let scheme = link.scheme?.lowercased(), scheme == "http" || scheme == "https",
      !address.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F })
    else { return nil }
    for words in candidates {
      guard let program = words.first, isInstalled(program) else { continue }
      let name = program.split(separator: "/").last.map(String.init) ?? program
      return Command(
        arguments: placing(address, in: words), isOnTerminal: Self.textBrowsers.contains(name))
    }
    return nil
  }

  /// BROWSER is a list with colons between; what has no desktop falls back on text browsers.
  private var candidates: [[String]] {
    let named = (environment("BROWSER") ?? "").split(separator: ":")
      .compactMap { try? splitWords(String($0)) }
    let hasDesktop = ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment($0)?.isEmpty == false }
    let desktop = hasDesktop ? [["xdg-open"], ["www-browser"]] : []
    return named + desktop + [["w3m"], ["lynx"], ["links"], ["elinks"]]
  }

  /// The address for each `%s` of the command, or at its end: always within one argument.
  ///
  /// It begins with its scheme, so it can never be taken for an option.
  private func placing(_ address: String, in words: [String]) -> [String] {
    guard words.dropFirst().contains(where: { $0.contains("%s") }) else { return words + [address] }
    return words.prefix(1)
      + words.dropFirst().map { word in
        word.split(separator: "%%", omittingEmptySubsequences: false)
          .map { $0.replacing("%s", with: address) }.joined(separator: "%")
      }
  }

  private func isInstalled(_ program: String) -> Bool {
    if program.contains("/") { return access(program, X_OK) == 0 }
    return (environment("PATH") ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
      .contains { access("\($0)/\(program)", X_OK) == 0 }
  }
}
