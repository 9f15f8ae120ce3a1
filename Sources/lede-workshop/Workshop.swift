// Benchmarks, pictures, the training of names: for us, not for users.
import ArgumentParser

@main struct Workshop: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lede-workshop", abstract: "Measure lede and make what comes with it.",
    subcommands: [
      Bench.self, BenchArchive.self, BenchNames.self, BenchSearch.self, GenerateStories.self,
      Pictures.self,
      Score.self, Train.self,
    ])
}
