// What is known of a name as rows that can be entered.
import FoundationEssentials
import StoryParsing
import StoryQuery

extension RowsView.Row {
  init(_ line: ConcordanceLine) {
    self.init(
      label: "", detail: line.context, emphasis: line.name,
      choice: .passage(story: line.story, line.mention))
    sentence = line.sentence
  }

  init(_ other: NamedWith, by unit: CompanyUnit) {
    let together = other.together(by: unit)
    let counts = [
      counted(other.paragraphs.count, "paragraph", "paragraphs"),
      counted(other.stories.count, "story", "stories"),
    ]
    let more = "×\(inTenths(together.timesChance))"
    self.init(
      label: other.name,
      detail: ([more] + (unit == .paragraph ? counts : counts.reversed())).joined(separator: " · "),
      choice: .name(key: other.key, other.name, other.kind))
  }
}

/// "2.4".
private func inTenths(_ number: Double) -> String {
  let tenths = Int((min(number, 1e6) * 10).rounded())
  return tenths >= 1_000 ? grouped(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
}

// MARK: Timelines

extension RowsView {
  /// A row for each stretch of time with mentions, the newest first, and one for each gap.
  static func rows(of timeline: Timeline) -> [Row] {
    let most = Double(max(1, timeline.most))
    var rows: [Row] = []
    var later: Day?
    for column in timeline.columns.reversed() {
      if let later, case let gap = timeline.step.distance(from: column.start, to: later) - 1,
        gap > 0
      {
        rows.append(gapRow(gap, timeline.step))
      }
      later = column.start
      rows.append(
        Row(
          label: timeline.step.label(column.start),
          detail: "\(grouped(column.mentions)) in \(counted(column.stories, "story", "stories"))",
          choice: .line(timeline.step.query(column.start)),
          bar: Double(column.mentions) / most))
    }
    if timeline.undatedStories > 0 {
      let stories = counted(timeline.undatedStories, "story", "stories")
      rows.append(
        Row(
          label: "no date", detail: "\(grouped(timeline.undatedMentions)) in \(stories)",
          choice: .nothing, bar: 0))
    }
    return rows
  }

  private static func gapRow(_ count: Int, _ step: TimelineStep) -> Row {
    Row(
      label: "", detail: "… \(counted(count, step.rawValue, step.rawValue + "s")) without",
      choice: .nothing)
  }

  /// A sparkline between its first and its last date; nothing where there are no dates.
  static func overTime(_ timeline: Timeline, columns: Int = 30) -> String {
    guard let first = timeline.columns.first, let last = timeline.columns.last else { return "" }
    let line = sparkline(of: timeline, columns: columns)
    return "\(timeline.step.label(first.start)) \(line) \(timeline.step.label(last.start))"
  }

  /// Mentions over time in one row of blocks, a column each; of a longer time as many as fit.
  static func sparkline(of timeline: Timeline, columns: Int) -> String {
    guard let first = timeline.columns.first, let last = timeline.columns.last else { return "" }
    let length = timeline.step.distance(from: first.start, to: last.start) + 1
    let width = min(length, columns)
    var sums = [Int](repeating: 0, count: width)
    for column in timeline.columns {
      let place = timeline.step.distance(from: first.start, to: column.start)
      sums[place * width / length] += column.mentions
    }
    let most = max(1, sums.max() ?? 1)
    let blocks = Array("▁▂▃▄▅▆▇█")
    return String(
      sums.map { $0 == 0 ? " " : blocks[($0 * blocks.count - 1) / most] })
  }
}

// MARK: Cards

extension RowsView {
  /// A card's lines, in the order in which they are asked about most.
  static func rows(of card: NameCard) -> [Row] {
    countRows(of: card) + placeRows(of: card) + spellingRows(of: card) + roleRows(of: card)
      + companyRows(of: card) + sourceRows(of: card)
  }

  private static func countRows(of card: NameCard) -> [Row] {
    let overTime = overTime(card.timeline)
    return [
      Row(
        label: "mentions",
        detail: "\(grouped(card.mentions)) in \(counted(card.stories, "story", "stories"))"
          + (card.isSure ? "" : " · ? unsure"),
        choice: .perform(.concordance))
    ]
      + (overTime.isEmpty
        ? [] : [Row(label: "over time", detail: overTime, choice: .perform(.timeline))])
  }

  private static func placeRows(of card: NameCard) -> [Row] {
    [("first", card.first), ("last", card.last)].compactMap { label, place in
      place.map { place in
        let day = place.published.map { Day($0).iso }
        return Row(
          label: label, detail: [day, place.headline].compactMap(\.self).joined(separator: "  "),
          choice: .passage(story: place.story, place.range))
      }
    }
  }

  private static func spellingRows(of card: NameCard) -> [Row] {
    card.spellings.prefix(mostRows).map { spelling in
      let count =
        "\(grouped(spelling.mentions)) in " + counted(spelling.stories, "story", "stories")
      let why = spelling.reason?.sentence(for: spelling.text)
      return Row(
        label: "written",
        detail: "\(spelling.text)  " + [why, count].compactMap(\.self).joined(separator: " · "),
        choice: .sentences(with: spelling.text))
    }
  }

  private static func roleRows(of card: NameCard) -> [Row] {
    card.roles.prefix(mostRows).map { role in
      let days = [role.first, role.last].compactMap { $0.map { Day($0).iso } }
      let span = Set(days).count == 2 ? "\(days[0]) to \(days[1])" : days.first ?? ""
      let facts = [span, counted(role.stories, "story", "stories")].filter { !$0.isEmpty }
      return Row(
        label: "role", detail: "\(role.text)  \(facts.joined(separator: " · "))",
        choice: .sentences(with: role.text))
    }
  }

  private static func companyRows(of card: NameCard) -> [Row] {
    card.company.filter { $0.paragraphs.count > 0 }.prefix(8).map { other in
      let row = Row(other, by: .paragraph)
      return Row(label: "with", detail: "\(row.label)  \(row.detail)", choice: row.choice)
    }
  }

  private static func sourceRows(of card: NameCard) -> [Row] {
    card.sources.filter { !$0.title.isEmpty }.prefix(mostRows).map { source in
      Row(
        label: "source",
        detail: "\(source.title)  \(counted(source.stories, "story", "stories"))",
        choice: .line("source:\"\(source.title)\""))
    }
  }

  /// More lines of one sort are for the other views.
  private static let mostRows = 12
}
