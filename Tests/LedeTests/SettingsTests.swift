// The settings file, read from text; every notice has its line and the nearest name.
import ReaderUI
import StoryQuery
import StorySources
import Testing
import lede

/// A settings file called `set.toml`.
private func read(_ text: String) -> SettingsFile { SettingsFile(text, path: "set.toml") }

@Suite struct SettingsTests {
  @Test func aLineChangesASetting() {
    let settings = read("theme = \"dusk\"\nhints = false\nmeasure = 60\nsort = \"-date, headline\"")
      .settings
    #expect(settings.theme == "dusk")
    #expect(settings.preferences.showsHints == false)
    #expect(settings.preferences.measure == 60)
    #expect(
      settings.preferences.sort == [SortKey(.date, descending: true), SortKey(.headline)])
  }

  @Test func limitsAreASectionOfTheirOwn() {
    let file = read("[limits]\nstory = 64\nunpack-ratio = 1000\nunpack-memroy = 3\ndepth = 1\n")
    #expect(file.settings.limits.story == 64 << 20)
    #expect(file.settings.limits.unpackRatio == 1_000)
    #expect(
      file.notices == [
        "set.toml:4: no limit “unpack-memroy”; did you mean “unpack-memory”?",
        "set.toml:5: “limits.depth” is a number from 16 to 4096",
      ])
    #expect(read("limits.archive-files = 7").settings.limits.archiveFiles == 7)
  }

  @Test func anUnknownSettingIsToldWithLineAndNearestName() {
    let file = read("# mine\nhints = false\nmeasrue = 60\n")
    #expect(file.notices == ["set.toml:3: no setting “measrue”; did you mean “measure”?"])
    #expect(file.settings.preferences.showsHints == false)
  }

  @Test func aValueOfTheWrongKindIsToldAndLeftOut() {
    let file = read("hints = 3\nmeasure = 5\nsort = \"-dat\"\ntheme = [1]")
    #expect(
      file.notices == [
        "set.toml:1: “hints” is true or false", "set.toml:2: “measure” is a number from 20 to 400",
        "set.toml:3: no order “dat”; did you mean “date”?",
        "set.toml:4: “theme” is a word in quotes",
      ])
    #expect(file.settings.preferences == Settings().preferences)
  }

  @Test func aLineThatIsNotTOMLDoesNotCostTheOthers() {
    let file = read("hints = false\nthis is not TOML\nslow = true\n")
    #expect(file.notices == ["set.toml:2: not TOML; the line was left out"])
    #expect(file.settings.preferences.isSlow)
    #expect(file.settings.preferences.showsHints == false)
  }

  @Test func theKeysOfALineAreAllThatACommandHas() {
    let keyMap = read("[keys]\nnext-unread = [\"n\", \"F5\"]\n").settings.keyMap
    #expect(keyMap.keys(for: .nextUnread).map(\.name).sorted() == ["F5", "n"])
    #expect(keyMap.command(for: .control("n"), in: .list) == nil)
    #expect(keyMap.command(for: "n", in: .text) == .nextUnread)
  }

  @Test func twoCommandsCanChangeKeys() {
    let keyMap = read("[keys]\nnext-row = \"k\"\nprevious-row = \"j\"\n").settings.keyMap
    #expect(keyMap.command(for: "k", in: .list) == .nextRow)
    #expect(keyMap.command(for: "j", in: .list) == .previousRow)
  }

  @Test func aKeyRunsALineWhichMustBeginWithACommand() {
    let file = read(
      "[lines]\nF5 = \"send keep {title}\"\nF6 = \"sennd x\"\nF77 = \"help\"\nF7 = 3\n")
    #expect(file.settings.keyMap.lines == [.function(5): "send keep {title}"])
    #expect(
      file.notices == [
        "set.toml:3: no command “sennd”; did you mean “send”?",
        "set.toml:4: no key “F77”",
        "set.toml:5: “F7” is a line in quotes, such as \"tag read\"",
      ])
  }

  @Test func columnsOfTheListAreChosenByName() {
    let file = read("columns = [\"tags\", \"dat\", \"date\"]\n")
    #expect(file.settings.preferences.columns == [.tags, .date])
    #expect(file.notices == ["set.toml:1: no column “dat”; did you mean “date”?"])
  }

  @Test func wordsAndAProgramAreLists() {
    let file = read(
      "highlight = [\"war\", \"/truces?/\", \"/(/\"]\non-new = [\"tell\", \"{count}\"]\n")
    #expect(file.settings.preferences.highlights.map(\.spelling) == ["war", "/truces?/"])
    #expect(file.settings.preferences.onNew == ["tell", "{count}"])
    #expect(file.notices.count == 1 && file.notices[0].hasPrefix("set.toml:1: “/(/”: "))
    #expect(read("on-new = \"tell\"\n").notices.count == 1)
  }

  @Test func aKeyOfOnePaneIsBesideTheOthers() {
    let keyMap = read("[keys.list]\nopen = \"o\"\n").settings.keyMap
    #expect(keyMap.command(for: "o", in: .list) == .open)
    #expect(keyMap.command(for: "o", in: .text) == .browse)
    #expect(keyMap.command(for: .enter, in: .list) == .open)
  }

  @Test func unknownCommandsKeysAndPanesAreToldWithTheirLines() {
    let file = read(
      "[keys]\nnext-rwo = \"j\"\nclose = \"PgDwn\"\n\n[keys.lst]\nopen = \"o\"\n")
    #expect(
      file.notices == [
        "set.toml:2: no command “next-rwo”; did you mean “next-row”?",
        "set.toml:3: no key “PgDwn”; did you mean “PgDn”?",
        "set.toml:5: no pane “lst”; did you mean “list”?",
      ])
  }

  @Test func whatLedeSettingsPrintsCanBeSavedAndChangesNothing() {
    let file = read(settingsAsTOML())
    #expect(file.notices == [])
    #expect(file.settings.preferences == Settings().preferences)
    #expect(file.settings.keyMap == KeyMap())
  }

  @Test func everyKeyLineOfLedeSettingsCanBeUncommented() {
    let lines = settingsAsTOML().split(separator: "\n").map { line in
      line.hasPrefix("# ") && line.contains(" = [") && !line.contains("such as")
        ? line.dropFirst(2) : line
    }
    let file = read(lines.joined(separator: "\n"))
    #expect(file.notices == [])
    #expect(file.settings.keyMap == KeyMap())
  }

  @Test func anyTextIsReadWithoutATrap() {
    for text in [
      "", "\u{0}", "=", "[", "[[keys]]\n[keys]", "keys = 3", "a.b.c = 1", "[keys]\nopen = {a = 1}",
    ] {
      _ = read(text).notices
    }
  }

  @Test func aRelativeConfigurationFolderIsIgnored() {
    let folder = ConfigFolder { ["XDG_CONFIG_HOME": "etc", "HOME": "/home/r"][$0] }
    #expect(folder?.path == "/home/r/.config/lede")
    #expect(ConfigFolder { _ in nil } == nil)
    #expect(
      ConfigFolder { ["XDG_CONFIG_HOME": "/x", "HOME": "/h"][$0] }?.settings
        == "/x/lede/settings.toml")
  }
}
