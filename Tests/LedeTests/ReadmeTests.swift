// README against the program: what it says of keys and options is what there is.
import Foundation
import ReaderUI
import Testing
import lede

private let readme = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "../../README.md").standardizedFileURL

@Suite struct ReadmeTests {
  private let text: String

  init() throws { text = try String(contentsOf: readme, encoding: .utf8) }

  @Test func theKeysOfEveryDayAreThoseOfTheCommandTable() {
    let made = keysAsMarkdown(Command.table.filter(\.isDaily), KeyMap())
    let parts = text.components(separatedBy: "<!-- end of keys -->")
    let written = parts[0].components(separatedBy: "they are stale -->\n").last
    #expect(written == made, "put what `lede keys --daily --markdown` prints between the marks")
  }

  @Test func twentyKeysAreOfEveryDay() {
    #expect(Command.table.filter(\.isDaily).count == 20)
  }

  @Test func everyOptionItNamesIsTaken() throws {
    for line in text.split(separator: "\n") where line.hasPrefix("| `--") {
      let option = line.dropFirst(5).prefix { $0.isLetter || $0 == "-" }
      #expect(manualPage().contains("\\-\\-" + option.replacing("-", with: "\\-")), "--\(option)")
    }
  }

  @Test func itsTOMLIsASettingsFileWithoutAFault() throws {
    let toml = text.components(separatedBy: "```toml\n")[1].components(separatedBy: "```")[0]
    #expect(SettingsFile(toml, path: "README.md").notices == [])
  }

  @Test func itIsShorterThan250Lines() {
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count < 250)
  }
}
