// Pictures and benchmarks: for us, not for users.
import ArgumentParser

@main struct Workshop: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lede-workshop", abstract: "Measure lede and make what comes with it.",
    subcommands: [
      Bench.self, BenchSearch.self, BenchArchive.self, GenerateStories.self, Pictures.self,
    ])
}
