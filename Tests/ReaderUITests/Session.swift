import ReaderUI
// A reader at the keys: stories given as text, keys pressed, screens drawn, effects answered.
import StoryParsing
import StoryQuery
import Testing

/// A reader without a terminal. Effects are answered at once from the stories it was given.
struct Session {
  var state: AppState
  /// What the outside was asked to do since the last key, what was answered left out.
  private(set) var effects: [Effect] = []
  private let answers: Answers

  init(
    stories: [String], rows: Int = 24, columns: Int = 80,
    preferences: Preferences = Preferences(), theme: Theme = .mono
  ) {
    answers = Answers(
      stories.enumerated().map { number, text in
        let headline = text.prefix { $0 != "\n" }.utf8.count
        return Story(
          id: Story.ID(source: "test", name: "\(number)"), text: text,
          markup: [Markup(.headline, TextRange(0, headline))], source: "Wire \(number % 2)")
      })
    state = AppState(
      rows: rows, columns: columns, preferences: preferences, themes: [theme], theme: theme)
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

  private mutating func answer(_ asked: [Effect]) {
    for effect in asked {
      if let event = answers.event(for: effect) {
        answer(update(&state, with: event))
      } else {
        effects.append(effect)
      }
    }
  }
}
