// Training, scoring and benchmarks: for us, not for users.
import ArgumentParser

@main struct Workshop: ParsableCommand {
  mutating func run() throws {}
}
