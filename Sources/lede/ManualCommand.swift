// `lede manual`: the page lede(1), made from the command table and the options as they are.
import ArgumentParser

/// Prints the manual page.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the manual page lede(1), for man.")

  func run() throws { print(manualPage(), terminator: "") }
}
