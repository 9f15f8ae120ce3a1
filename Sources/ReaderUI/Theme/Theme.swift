package struct Theme: Sendable {
  package var name = ""
  package var summary = ""
  package init() {}
  package subscript(_ r: Role) -> Style { .plain }
  package subscript(_ r: Role, over s: Style) -> Style {
    var s = s
    if r == .storySelected { s.attributes.insert(.reverse) }
    return s
  }
}
func nearestName(to: String, among: [String]) -> String? { nil }
