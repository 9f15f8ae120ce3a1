// What `lede --help` says: one screen.

/// Usage, options and subcommands.
func helpPage() -> String {
  guard let lede = CommandDump(of: Lede.self) else { return "" }
  let options = lede.shownArguments.filter { !$0.isPositional }
    .map { row($0.synopsis, $0.abstract) }
  return """
    \(lede.abstract ?? "")

      lede                 one's own sources and kept stories, else those that come with it
      lede PATH…           files, folders, addresses: text, feeds, pages, mail, JSON, CSV, zip …
      COMMAND | lede -     what another program prints

    Options of the reader:
    \(options.joined(separator: "\n"))

    Commands (a path of such a name is written ./NAME):
    \(groups().joined(separator: "\n"))

    lede COMMAND --help tells more of one; ? in the reader shows every key.

    """
}

/// The commands in groups, a line each; what belongs to none comes last.
private func groups() -> [String] {
  let groups = [
    ("sources", ["add", "sources", "remove", "fetch"]),
    ("stories kept", ["keep", "search", "save-search", "list", "show", "export", "forget"]),
    ("the archive", ["stats", "check", "backup"]),
    ("what is in a text", ["parse"]),
    ("who is named", ["names", "name", "watch"]),
    ("lede itself", ["keys", "themes", "settings", "manual"]),
  ]
  let rest = CommandDump.commands.map(\.commandName).filter { name in
    !groups.contains { $0.1.contains(name) }
  }
  return (groups + (rest.isEmpty ? [] : [("more", rest)])).map { group in
    row(group.0, group.1.joined(separator: ", "))
  }
}

private func row(_ left: String, _ right: String?) -> String {
  "  \(pad(left, to: 20)) \(right ?? "")"
}
