// The command line.
import ArgumentParser

@main struct Lede: ParsableCommand {
  mutating func run() throws {}
}
