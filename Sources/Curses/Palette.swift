// Styles as the terminal has them: attributes and pairs of colours.
import CNcurses
import Glibc
import ReaderUI

/// Turns styles into ncurses' attributes and pairs, at the depth that terminfo promises.
struct Palette {
  let depth: ColorDepth
  /// ncurses' numbers for the terminal's own two colours.
  private let ownForeground, ownBackground: Int32
  private let capacity: Int
  private var pairs: [Pair: Int32] = [:]
  private var looks: [Style: Look] = [:]
  /// Whether pairs were given away anew since `startFrame`.
  private var hasStartedOver = false

  /// How a style is drawn.
  struct Look: Equatable {
    let attributes: attr_t
    let pair: Int32
  }

  private struct Pair: Hashable {
    let foreground, background: Int32
  }

  /// Asks a terminal that has been set up; nothing about colours where it has none.
  init() {
    depth = Palette.depthOfTerminal()
    let hasOwn = depth > .none && use_default_colors() == OK
    ownForeground = hasOwn ? -1 : Int32(COLOR_WHITE)
    ownBackground = hasOwn ? -1 : Int32(COLOR_BLACK)
    capacity = depth > .none ? min(Int(lede_color_pairs()), 32767) - 1 : 0
  }

  /// A frame may use all pairs, once.
  mutating func startFrame() { hasStartedOver = false }

  /// How to draw a style; nil when every pair is taken and all must be drawn anew with `startOver`.
  mutating func look(of style: Style) -> Look? {
    if let look = looks[style] { return look }
    guard let pair = pair(for: style) else { return nil }
    let look = Look(attributes: attributes(of: style), pair: pair)
    looks[style] = look
    return look
  }

  /// Forgets all pairs; gives false if that was done for this frame already.
  mutating func startOver() -> Bool {
    guard !hasStartedOver else { return false }
    hasStartedOver = true
    pairs = [:]
    looks = [:]
    return true
  }

  /// A style for which no pair is left, without its colours.
  func plainLook(of style: Style) -> Look { Look(attributes: attributes(of: style), pair: 0) }

  private mutating func pair(for style: Style) -> Int32? {
    guard depth > .none else { return 0 }
    let (foreground, background) = depth.indices(of: style)
    guard foreground != nil || background != nil else { return 0 }
    let wanted = Pair(
      foreground: foreground.map(Int32.init) ?? ownForeground,
      background: background.map(Int32.init) ?? ownBackground)
    if let pair = pairs[wanted] { return pair }
    guard pairs.count < capacity else { return nil }
    let number = Int32(pairs.count + 1)
    guard init_extended_pair(number, wanted.foreground, wanted.background) == OK else { return 0 }
    pairs[wanted] = number
    return number
  }

  private func attributes(of style: Style) -> attr_t {
    var attributes: attr_t = 0
    for (ours, theirs) in Palette.attributes where style.attributes.contains(ours) {
      attributes |= theirs
    }
    return attributes
  }

  private static let attributes: [(Style.Attributes, attr_t)] = [
    (.bold, LEDE_BOLD), (.dim, LEDE_DIM), (.italic, LEDE_ITALIC), (.underline, LEDE_UNDERLINE),
    (.reverse, LEDE_REVERSE),
  ]

  /// By terminfo alone: COLORTERM travels to places where it no longer holds.
  private static func depthOfTerminal() -> ColorDepth {
    if let wish = getenv("NO_COLOR"), wish.pointee != 0 { return .none }
    guard has_colors(), start_color() == OK else { return .none }
    switch lede_colors() {
    case 0x1000000... where tigetflag("RGB") == 1: return .direct
    case 256...: return .palette256
    case 16...: return .sixteen
    case 8...: return .eight
    default: return .none
    }
  }
}
