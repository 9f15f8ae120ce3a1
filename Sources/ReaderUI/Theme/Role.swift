// What a stretch of the screen is; a theme gives each a look.
package import StoryParsing

/// A role that text or a row plays on the screen. The raw value is its name in a theme file.
package enum Role: String, Hashable, Sendable, CaseIterable {
  case text
  case headline, deck, byline, dateline, lede, subhead, caption, boilerplate
  case list = "text.list"
  case quotation
  /// What the source marked in the text.
  case emphasis, link
  /// Words that the reader has marked everywhere.
  case highlight

  case entity
  case entityPerson = "entity.person"
  case entityCountry = "entity.country"
  case entityOrganisation = "entity.organisation"
  case entityPlace = "entity.place"
  case entitySelected = "entity.selected"
  /// Names that are watched: the first, the fifth, …; the second, …
  case entityWatched = "entity.watched"
  case entityWatched2 = "entity.watched.2"
  case entityWatched3 = "entity.watched.3"
  case entityWatched4 = "entity.watched.4"
  /// The bar beside paragraphs that hold the selected name.
  case gutter
  case match
  case matchCurrent = "match.current"

  case story
  case storyUnread = "story.unread"
  case storyRead = "story.read"
  case storyStarred = "story.starred"
  /// The letter in the margin of a story that names somebody watched.
  case storyWatched = "story.watched"
  /// Date and source beside a headline.
  case storySource = "story.source"
  case storySelected = "story.selected"
  /// The selected row while another pane has the focus.
  case storySelectedElsewhere = "story.selected.elsewhere"

  case title
  case titleFocused = "title.focused"
  case border
  case panelHeading = "panel.heading"
  case count
  case status, notice, error, prompt, hint
  /// The name of a key, in hints and help.
  case key
}

extension Role {
  /// The role whose look it has where a theme gives it none; only `text` has no such.
  package var parent: Role? {
    switch self {
    case .text: nil
    case .headline, .deck, .byline, .dateline, .lede, .subhead, .caption, .boilerplate, .list: .text
    case .quotation, .emphasis, .link, .entity, .gutter, .match: .text
    case .highlight: .link
    case .entityPerson, .entityCountry, .entityOrganisation, .entityPlace: .entity
    case .entitySelected, .entityWatched: .entity
    case .entityWatched2, .entityWatched3, .entityWatched4: .entityWatched
    case .matchCurrent: .match
    case .story, .title, .border, .panelHeading, .count, .status, .hint: .text
    case .storyUnread, .storyRead, .storyStarred, .storySource, .storySelected: .story
    case .storyWatched: .story
    case .storySelectedElsewhere: .storySelected
    case .titleFocused: .title
    case .notice, .error, .prompt: .status
    case .key: .hint
    }
  }

  /// How a paragraph looks.
  package init(_ role: Paragraph.Role) {
    switch role {
    case .headline: self = .headline
    case .deck: self = .deck
    case .byline: self = .byline
    case .dateline: self = .dateline
    case .lede: self = .lede
    case .body: self = .text
    case .subhead: self = .subhead
    case .caption: self = .caption
    case .list: self = .list
    case .boilerplate: self = .boilerplate
    }
  }

  /// How a stretch looks that the source marked; what makes a paragraph has that paragraph's look.
  package init?(_ kind: Markup.Kind) {
    switch kind {
    case .quote: self = .quotation
    case .emphasis, .code: self = .emphasis
    case .link: self = .link
    case .headline, .deck, .byline, .subhead, .caption, .listItem, .row: return nil
    }
  }

  /// How the text marks a watched name, by its place among all: four colours in turn.
  package init(watched place: Int) {
    let roles: [Role] = [.entityWatched, .entityWatched2, .entityWatched3, .entityWatched4]
    self = roles[place % roles.count]
  }

  /// How the text marks a name; places are left alone.
  package init?(_ kind: EntityKind) {
    switch kind {
    case .person: self = .entityPerson
    case .country: self = .entityCountry
    case .organisation: self = .entityOrganisation
    case .place: return nil
    }
  }
}
