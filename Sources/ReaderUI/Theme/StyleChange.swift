// A part of a look, to be laid over another.

/// What an entry of a theme says of a look: some colours and attributes; the rest shows through.
package struct StyleChange: Hashable, Sendable {
  package var foreground: Color?
  package var background: Color?
  /// Attributes switched on.
  package var attributes: Style.Attributes = []
  /// Attributes switched off.
  package var cleared: Style.Attributes = []

  package init(
    foreground: Color? = nil, background: Color? = nil, attributes: Style.Attributes = [],
    cleared: Style.Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
    self.cleared = cleared
  }

  /// The same, with what it leaves open taken from another.
  package func filled(from other: StyleChange) -> StyleChange {
    StyleChange(
      foreground: foreground ?? other.foreground, background: background ?? other.background,
      attributes: attributes.union(other.attributes.subtracting(cleared)),
      cleared: cleared.union(other.cleared.subtracting(attributes)))
  }

  /// The style that comes of laying this over another.
  package func over(_ style: Style) -> Style {
    Style(
      foreground: foreground ?? style.foreground, background: background ?? style.background,
      attributes: style.attributes.subtracting(cleared).union(attributes))
  }
}
