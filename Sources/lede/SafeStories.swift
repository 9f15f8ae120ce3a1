// `--progress json`: a line for each story, once it is safely on the disk.
import ArgumentParser
import StoryArchive

/// How `lede keep` and `lede fetch` tell programs how far they are.
enum Progress: String, ExpressibleByArgument, CaseIterable { case json }

/// Prints a line for each story that was written and synced.
func tell(_ saved: Saved) {
  let lines =
    saved.added.map { "{\"id\":\($0),\"change\":\"added\"}\n" }
    + saved.rewritten.map { "{\"id\":\($0),\"change\":\"rewritten\"}\n" }
  try? StandardOutput().write(Array(lines.joined().utf8))
}
