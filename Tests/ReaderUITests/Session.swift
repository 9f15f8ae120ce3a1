// A reader at the keys: stories given as text, keys pressed, screens drawn, effects answered.
import FoundationEssentials
import ReaderUI
import StoryParsing
import StoryQuery
import Testing

/// A reader without a terminal. Effects are answered at once from the stories it was given.
struct Session {
  var state: AppState
  /// What the outside was asked to do since the last key, what was answered left out.
  private(set) var effects: [Effect] = []
  /// What was last to be kept for the next start.
  private(set) var kept: Sitting?
  private(set) var keptLines: [String] = []
  private let answers: Answers

  init(
    stories: [String], rows: Int = 24, columns: Int = 80,
    preferences: Preferences = Preferences(), theme: Theme = .mono, resuming sitting: Sitting? = nil
  ) {
    self.init(
      dated: stories.map { ($0, "") }, rows: rows, columns: columns, preferences: preferences,
      theme: theme, resuming: sitting)
  }

  /// - Parameter dated: stories, each with the day on which it was published, or "".
  init(
    dated stories: [(text: String, day: String)], rows: Int = 24, columns: Int = 80,
    preferences: Preferences = Preferences(), theme: Theme = .mono, resuming sitting: Sitting? = nil
  ) {
    self.init(
      parsed: stories.enumerated().map { number, story in
        let text = story.text
        let headline = text.prefix { $0 != "\n" }.utf8.count
        return Story(
          id: Story.ID(source: "test", name: "\(number)"), text: text,
          markup: [Markup(.headline, TextRange(0, headline))], published: date(story.day),
          source: "Wire \(number % 2)")
      }, rows: rows, columns: columns, preferences: preferences, theme: theme, resuming: sitting)
  }

  /// - Parameter parsed: stories with all that their sources gave.
  init(
    parsed stories: [Story], rows: Int = 24, columns: Int = 80,
    preferences: Preferences = Preferences(), theme: Theme = .mono, resuming sitting: Sitting? = nil
  ) {
    answers = Answers(stories)
    state = AppState(
      rows: rows, columns: columns, preferences: preferences, themes: [theme], theme: theme)
    if let sitting { state.resume(sitting, awaitsPlace: sitting.place != nil) }
    take(
      .progress(
        Event.Progress(
          stories: stories.count, total: stories.count, analysed: stories.count, isReading: false)))
    answer(begin(&state))
  }

  mutating func press(_ keys: Key...) {
    for key in keys { take(.key(key)) }
  }

  /// Types text, a key for each character.
  mutating func type(_ text: String) {
    for character in text { take(.key(.character(character))) }
  }

  mutating func take(_ event: Event) {
    effects = []
    answer(update(&state, with: event))
  }

  /// The selection has rested.
  mutating func pause() { take(.waited(.follow)) }

  /// The screen as text.
  var screen: String { view(state).text }

  /// Takes what is to be kept; gives whether this was such an effect.
  private mutating func keep(_ effect: Effect) -> Bool {
    switch effect {
    case .keep(let sitting): kept = sitting
    case .keepTyped(let line, _): keptLines.append(line.text)
    default: return false
    }
    return true
  }

  private mutating func answer(_ asked: [Effect]) {
    // As things stood when they were asked: an answer may change them.
    let others = asked.filter { !keep($0) }
    for effect in others {
      if case .follow(let request) = effect {
        for event in answers.follow(request) { answer(update(&state, with: event)) }
      } else if let event = answers.event(for: effect) {
        answer(update(&state, with: event))
      } else {
        effects.append(effect)
      }
    }
  }
}

/// The first moment of a day, month or year; nil where none is given.
func date(_ day: String) -> Date? {
  guard case .stretch(let stretch) = readDate(day, today: Date(timeIntervalSince1970: 0)) else {
    return nil
  }
  return stretch.start
}
