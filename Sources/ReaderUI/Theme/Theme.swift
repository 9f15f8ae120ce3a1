// A look for each role.

/// All looks of the screen, resolved once.
package struct Theme: Hashable, Sendable {
  package let name: String
  /// What it is in a few words.
  package let summary: String
  /// By role: what lies over the text around it, and the whole look on text.
  private let changes: [Role: StyleChange]
  private let styles: [Role: Style]

  /// A theme of entries; a role without one looks as its parent does, and so does what one leaves open.
  package init(name: String, summary: String = "", entries: [Role: StyleChange]) {
    self.name = name
    self.summary = summary
    let text = (entries[.text] ?? StyleChange()).over(.plain)
    var changes: [Role: StyleChange] = [:]
    for role in Role.allCases where role != .text { changes[role] = change(of: role, in: entries) }
    self.changes = changes
    styles = changes.mapValues { $0.over(text) }.merging([.text: text]) { $1 }
  }

  /// The whole look of a role.
  package subscript(role: Role) -> Style { styles[role] ?? .plain }

  /// The look of a role within text that has a look of its own: a name in a headline.
  package subscript(role: Role, over style: Style) -> Style { changes[role]?.over(style) ?? style }

  /// The theme to use at a depth: what its few colours cannot tell apart is told apart otherwise.
  package func legible(at depth: ColorDepth) -> Theme {
    guard depth != .none else { return .mono }
    return Theme(self) { role, change in
      guard let background = change.background, background != self[.text].background,
        depth.index(of: background) == depth.index(of: self[.text].background)
      else { return }
      let loud: Style.Attributes = role == .storySelectedElsewhere ? .underline : .reverse
      change = StyleChange(attributes: change.attributes.union(loud), cleared: change.cleared)
    }
  }

  /// A theme with some of its looks changed.
  private init(_ theme: Theme, _ mend: (Role, inout StyleChange) -> Void) {
    name = theme.name
    summary = theme.summary
    var changes = theme.changes
    for role in Role.allCases {
      if var change = changes[role] {
        mend(role, &change)
        changes[role] = change
      }
    }
    self.changes = changes
    let text = theme[.text]
    styles = changes.mapValues { $0.over(text) }.merging([.text: text]) { $1 }
  }

  /// Tells apart by attributes alone what must be; also the look where there is no theme file.
  package static let mono = Theme(
    name: "mono", summary: "no colours, only bold, underline and reverse",
    entries: [
      .headline: StyleChange(attributes: .bold),
      .subhead: StyleChange(attributes: .bold),
      .emphasis: StyleChange(attributes: .underline),
      .entitySelected: StyleChange(attributes: [.bold, .underline]),
      .highlight: StyleChange(attributes: .underline),
      .entityWatched: StyleChange(attributes: [.bold]),
      .entityWatched2: StyleChange(attributes: .italic),
      .gutter: StyleChange(attributes: .bold),
      .match: StyleChange(attributes: .underline),
      .matchCurrent: StyleChange(attributes: .reverse),
      .storyUnread: StyleChange(attributes: .bold),
      .storySelected: StyleChange(attributes: .reverse),
      .storySelectedElsewhere: StyleChange(attributes: .underline, cleared: .reverse),
      .titleFocused: StyleChange(attributes: .bold),
      .panelHeading: StyleChange(attributes: .bold),
      .status: StyleChange(attributes: .reverse),
      .error: StyleChange(attributes: .bold),
      .prompt: StyleChange(cleared: .reverse),
      .key: StyleChange(attributes: .bold),
    ])
}

/// What a role's entry and those of its parents say together, short of `text`.
private func change(of role: Role, in entries: [Role: StyleChange]) -> StyleChange {
  let own = entries[role] ?? StyleChange()
  guard let parent = role.parent, parent != .text else { return own }
  return own.filled(from: change(of: parent, in: entries))
}
