// What `lede --help` says: one screen.

/// Usage, options and subcommands.
func helpPage() -> String {
  guard let lede = CommandDump(of: Lede.self) else { return "" }
  let options = lede.shownArguments.filter { !$0.isPositional }
    .map { row($0.synopsis, $0.abstract) }
  let others = CommandDump.commands
    .map { row($0.commandName, $0.abstract) }
  return """
    \(lede.abstract ?? "")

      lede                 the stories that come with it, and how to begin
      lede PATH…           files and folders: plain text, or JSON lines
      COMMAND | lede -     what another program prints

    Options of the reader:
    \(options.joined(separator: "\n"))

    Commands (a path of such a name is written ./NAME):
    \(others.joined(separator: "\n"))

    lede COMMAND --help tells more of one; ? in the reader shows every key.

    """
}

private func row(_ left: String, _ right: String?) -> String {
  "  \(pad(left, to: 20)) \(right ?? "")"
}
