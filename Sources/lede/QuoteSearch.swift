// Finds what was said, story by story, and delivers it as it goes.
import ReaderUI
import StoryParsing
import StoryQuery

extension NewsDesk {
  /// Rows of the first delivery, so that a screen is full at once, and milliseconds between others.
  private static let firstRows = 40, pause = Duration.milliseconds(60)

  /// Goes through stories in order, those that name somebody if a name is given, until there are
  /// more rows than anyone walks through.
  func quote(
    _ request: Int, _ name: String?, _ numbers: [Int32], isReplaced: () -> Bool
  ) {
    let naming = name.map { shelf.naming($0, of: numbers) } ?? numbers
    var batch: [QuotedWords] = []
    var (count, delivered, last) = (0, 0, ContinuousClock.now)
    for number in naming.lazy.map(Int.init) {
      if isReplaced() { return }
      batch += shelf.quotedWords(of: name, in: number) { analysis(of: $0, number) }
      let isDue = delivered == 0 && batch.count >= Self.firstRows || .now - last > Self.pause
      guard isDue, !batch.isEmpty else { continue }
      (count, delivered, last) = (count + batch.count, delivered + 1, .now)
      answer(.quoted(request: request, batch, isComplete: false))
      batch = []
      if count >= Effect.mostHits { break }
    }
    answer(.quoted(request: request, batch, isComplete: true))
  }
}
