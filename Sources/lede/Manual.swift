// The manual page as roff, made from the command table, the settings and the options.
import ReaderUI

/// lede(1), as man reads it.
package func manualPage() -> String {
  guard let lede = CommandDump(of: Lede.self) else { return "" }
  return [
    ".TH LEDE 1 \"\" \"lede \(Lede.version)\" \"User Commands\"\n", name(lede), synopsis(lede),
    description(), options(lede), commands(lede), keys(), settings(), files(), exitCodes(),
  ].joined()
}

private func name(_ lede: CommandDump) -> String {
  section("NAME") + "lede \\- \(roff(decapitalised(lede.abstract ?? "")))\n"
}

private func synopsis(_ lede: CommandDump) -> String {
  let others = CommandDump.commands
  let lines = ["[OPTION…] [PATH…]", "[OPTION…] -"] + others.map(\.synopsis)
  return section("SYNOPSIS") + lines.map { ".B lede\n\(roff($0))\n" }.joined(separator: ".br\n")
}

private func description() -> String {
  section("DESCRIPTION")
    + paragraph(
      "lede shows stories in three panes: a list, the text, and the people, countries and "
        + "organisations that it names. Every name can be followed through the text and from story "
        + "to story. Without a PATH it opens the reader's own sources and kept stories, or else those "
        + "that come with it; a PATH is a file, a folder, whose hidden files are left out, or an address of "
        + "http or https; - is standard input, and keys then come from the terminal.")
    + paragraph(
      "A file is plain text, with or without lines such as “Source: Meridian News” before its "
        + "headline; RSS, Atom or JSON Feed; a page; mail as mbox, Maildir or eml; JSON lines; CSV or "
        + "TSV; NITF, NewsML-G2 or ninjs; or any of these packed by gzip, xz, zstd, tar or zip. It is "
        + "known by its content. Where standard output is no terminal, or one that cannot move its "
        + "cursor, the stories are printed as text, those of --filter in the order of --sort.")
}

private func options(_ lede: CommandDump) -> String {
  let read = lede.shownArguments.filter { !$0.isPositional }
  return section("OPTIONS") + read.map { item($0.synopsis, $0.abstract ?? "") }.joined()
}

private func commands(_ lede: CommandDump) -> String {
  let others = CommandDump.commands
  let items = others.map { command in
    let own = command.shownArguments.filter { !$0.isCommon && $0.abstract != nil }
    let rows = own.map { item($0.synopsis, $0.abstract ?? "") }.joined()
    return item("lede \(command.synopsis)", command.abstract ?? "")
      + (rows.isEmpty ? "" : ".RS\n\(rows).RE\n")
  }
  return section("COMMANDS")
    + paragraph("The name of a command wins over a path of that name, which is written ./NAME.")
    + items.joined()
}

private func keys() -> String {
  let groups = Command.Group.allCases.map { group in
    let rows = Command.table.filter { $0.group == group }
    return ".SS \(roff(group.rawValue))\n"
      + rows.map { row in
        let keys = row.keys.map(\.name) + [":\(row.command.rawValue)"]
        return item(keys.joined(separator: "  "), row.help + ".")
      }.joined()
  }
  return section("KEYS")
    + paragraph(
      "^N is Ctrl with N. A number before a key repeats it, or is the row that it goes to. Every "
        + "command can be typed by its name after a colon.") + groups.joined()
}

private func settings() -> String {
  let defaults = Settings()
  return section("SETTINGS")
    + paragraph(
      "The settings file is TOML; lede settings prints it whole, with the table [keys], in which a "
        + "line such as next-unread = [\"n\", \"^N\"] gives a command its keys. In the table [lines] a "
        + "key runs a line as if it were typed after a colon: F5 = \"send notify-send -- {title} "
        + "{link}\". The words of :pipe and :send may have "
        + ProgramCall.Part.allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ")
        + " in them; they are arguments, and no shell sees them.")
    + Setting.table.map {
      item("\($0.name) = \($0.value(in: defaults))", $0.help + ".")
    }.joined()
}

private func files() -> String {
  section("FILES")
    + item("$XDG_CONFIG_HOME/lede/settings.toml", "Settings; else ~/.config/lede/settings.toml.")
    + item(
      "$XDG_CONFIG_HOME/lede/sources.toml",
      "The sources: a [[source]] each, with an address, file, folder or command = [\"PROGRAM\", "
        + "…], and where wanted name, group, interval = \"30m\", include, exclude, star, "
        + "tag = { NAME = [\"WORDS\"] }, keep = \"90d\" or a number of stories, "
        + "limits = { time = \"60s\", size = 64 }, format, full-text = true "
        + "to have the page of each teaser fetched, rewritten = \"unread\" to read again what is "
        + "rewritten, and "
        + "credentials = \"env:NAME\" or \"file:PATH\".")
    + item(
      "$XDG_CONFIG_HOME/lede/corrections.txt",
      "Corrections to names, a line each, written by the keys a and D and by :split, :kind and "
        + ":confirm, or by hand: same person \"A\" = \"B\"; apart person \"A\" / \"B\"; apart "
        + "person \"A\" in \"STORY\"; kind person \"A\" : organisation; dismiss person \"A\"; "
        + "confirm person \"A\". lede changes no line but its own, so the file can be shared.")
    + item(
      "$XDG_CONFIG_HOME/lede/searches.txt",
      "Saved searches, a line each, NAME: QUERY; :save-search and lede save-search add them.")
    + item(
      "$XDG_CONFIG_HOME/lede/watched.tsv",
      "The watched names: name, kind, letter and when they were last looked at, between tabs. It "
        + "may be written by hand; a first row says what its columns are.")
    + item("$XDG_CONFIG_HOME/lede/themes/NAME.toml", "Themes of one's own.")
    + item(
      "$XDG_DATA_HOME/lede/archive.sqlite",
      "The stories that were kept and what was marked in any; else ~/.local/share/lede.")
    + section("ENVIRONMENT")
    + item("NO_COLOR", "If set and not empty, no colours are used.")
    + item("TERM, LANG, LC_ALL, LC_CTYPE", "What the terminal can do, and what it can write.")
    + item(
      "SSL_CERT_FILE, CURL_CA_BUNDLE", "A file of the certificates that are trusted.")
    + item("VISUAL, EDITOR, PAGER", "What opens the text of a story.")
    + item("BROWSER", "What opens the link of a story.")
    + item(
      "LEDE_SECURE",
      "If set, and not 0, the reader saves no file and starts no program: |, v, o, s and citations "
        + "are refused with a sentence. What sources.toml says is done all the same.")
}

private func exitCodes() -> String {
  section("EXIT STATUS")
    + item("0", "All is well.") + item("1", "There was nothing to show.")
    + item("2", "The command line is wrong.") + item("3", "Some sources could not be read.")
    + item("4", "None could.")
}

// MARK: Roff

private func section(_ title: String) -> String { ".SH \(title)\n" }

private func paragraph(_ text: String) -> String { ".PP\n\(roff(text))\n" }

private func item(_ term: String, _ text: String) -> String {
  ".TP\n.B \"\(roff(term).replacing("\"", with: "\\(dq"))\"\n\(roff(text))\n"
}

private func decapitalised(_ sentence: String) -> String {
  sentence.prefix(1).lowercased()
    + (sentence.hasSuffix(".") ? sentence.dropFirst().dropLast() : sentence.dropFirst())
}

/// Text that roff shows as it is.
private func roff(_ text: String) -> String {
  let spelled = text.map { character -> String in
    switch character {
    case "\\": "\\e"
    case "-": "\\-"
    case "^": "\\(ha"
    case "~": "\\(ti"
    case "`": "\\(ga"
    case "'", "’": "\\(cq"
    case "“": "\\(lq"
    case "”": "\\(rq"
    case "…": "..."
    case "—": "\\(em"
    default: String(character)
    }
  }
  let line = spelled.joined()
  return line.hasPrefix(".") ? "\\&" + line : line
}
