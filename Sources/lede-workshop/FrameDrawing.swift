// A frame as a picture: SVG that any browser shows, letters as text and backgrounds as rectangles.
import ReaderUI

/// Draws a frame as SVG.
///
/// - Parameters:
///   - theme: gives the colours of the page where a cell leaves them to the terminal.
///   - title: what the picture shows, for those who cannot see it.
func drawing(of frame: Frame, _ theme: Theme, title: String) -> String {
  FrameDrawing(frame, theme).svg(title: title)
}

/// The size of a cell, and the fonts that have such cells.
private enum Sheet {
  static let cellWidth = 8.4
  static let cellHeight = 18.0
  static let fontSize = 14
  static let margin = 12.0
  static let fonts = "'DejaVu Sans Mono',Menlo,Consolas,'Liberation Mono',monospace"
  // A terminal's own colours, as a quiet dark one has them.
  static let foreground = RGB(0xd4, 0xd4, 0xd4)
  static let background = RGB(0x17, 0x19, 0x1c)
}

private struct FrameDrawing {
  private let frame: Frame
  private let page: (foreground: RGB, background: RGB)
  private var boxes: [String] = []
  private var texts: [String] = []

  init(_ frame: Frame, _ theme: Theme) {
    self.frame = frame
    let text = theme[.text]
    page = (
      rgb(of: text.foreground) ?? Sheet.foreground, rgb(of: text.background) ?? Sheet.background
    )
    for row in 0..<frame.rows {
      for run in runs(inRow: row) { draw(run, row: row) }
    }
  }

  func svg(title: String) -> String {
    let width = Double(frame.columns) * Sheet.cellWidth + 2 * Sheet.margin
    let height = Double(frame.rows) * Sheet.cellHeight + 2 * Sheet.margin
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(number(width)) \(number(height))" \
      font-family="\(Sheet.fonts)" font-size="\(Sheet.fontSize)" xml:space="preserve">
      <title>\(escaped(title))</title>
      <rect width="100%" height="100%" rx="6" fill="\(hex(page.background))"/>
      \(boxes.joined(separator: "\n"))
      \(texts.joined(separator: "\n"))
      </svg>

      """
  }

  // MARK: Runs

  /// Cells of one style beside each other; a wide character is a run of its own, so that no font
  /// can shift what follows.
  private struct Run {
    var columns: Range<Int>
    var text: String
    let style: Style
    var isWide: Bool
  }

  private func runs(inRow row: Int) -> [Run] {
    var runs: [Run] = []
    for (column, cell) in frame.row(row).enumerated() {
      if cell.isCovered, !runs.isEmpty {
        let last = runs.count - 1
        runs[last].columns = runs[last].columns.lowerBound..<column + 1
        // The character that reaches over two cells leaves the run that it began in.
        if runs[last].columns.count > 2 {
          split(&runs, before: column - 1)
        } else {
          runs[last].isWide = true
        }
      } else if let last = runs.last, last.style == cell.style, !last.isWide {
        runs[runs.count - 1].columns = last.columns.lowerBound..<column + 1
        runs[runs.count - 1].text.append(cell.character)
      } else {
        runs.append(
          Run(
            columns: column..<column + 1, text: String(cell.character), style: cell.style,
            isWide: false))
      }
    }
    return runs
  }

  private func split(_ runs: inout [Run], before column: Int) {
    guard var head = runs.popLast() else { return }
    let tail = Run(
      columns: column..<head.columns.upperBound, text: String(head.text.removeLast()),
      style: head.style, isWide: true)
    head.columns = head.columns.lowerBound..<column
    runs += [head, tail]
  }

  // MARK: Drawing

  private mutating func draw(_ run: Run, row: Int) {
    let (foreground, background) = colors(of: run.style)
    let left = Sheet.margin + Double(run.columns.lowerBound) * Sheet.cellWidth
    let top = Sheet.margin + Double(row) * Sheet.cellHeight
    let width = Double(run.columns.count) * Sheet.cellWidth
    if background != page.background {
      boxes.append(box(left, top, width, Sheet.cellHeight, background))
    }
    if run.text.allSatisfy({ $0 == "│" }) {
      // As a line, so that it does not break between rows.
      boxes.append(box(left + Sheet.cellWidth / 2, top, 1, Sheet.cellHeight, foreground))
    } else if !run.text.allSatisfy({ $0 == " " }) || run.style.attributes.contains(.underline) {
      texts.append(text(run, left, top + Sheet.cellHeight * 0.75, width, foreground))
    }
  }

  private func colors(of style: Style) -> (foreground: RGB, background: RGB) {
    let foreground = rgb(of: style.foreground) ?? page.foreground
    let background = rgb(of: style.background) ?? page.background
    return style.attributes.contains(.reverse) ? (background, foreground) : (foreground, background)
  }

  private func box(
    _ left: Double, _ top: Double, _ width: Double, _ height: Double, _ color: RGB
  ) -> String {
    """
    <rect x="\(number(left))" y="\(number(top))" width="\(number(width))" \
    height="\(number(height))" fill="\(hex(color))"/>
    """
  }

  private func text(
    _ run: Run, _ left: Double, _ baseline: Double, _ width: Double, _ color: RGB
  ) -> String {
    var looks = ""
    if run.style.attributes.contains(.bold) { looks += " font-weight=\"bold\"" }
    if run.style.attributes.contains(.italic) { looks += " font-style=\"italic\"" }
    if run.style.attributes.contains(.dim) { looks += " opacity=\"0.6\"" }
    if run.style.attributes.contains(.underline) { looks += " text-decoration=\"underline\"" }
    return """
      <text x="\(number(left))" y="\(number(baseline))" textLength="\(number(width))" \
      lengthAdjust="spacingAndGlyphs" fill="\(hex(color))"\(looks)>\(escaped(run.text))</text>
      """
  }
}

private func rgb(of color: Color) -> RGB? {
  switch color {
  case .terminal: nil
  case .ansi(let number): RGB(ansi: number)
  case .rgb(let red, let green, let blue): RGB(red, green, blue)
  }
}

private func hex(_ color: RGB) -> String {
  let digits = String(color.number, radix: 16)
  return "#" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
}

/// One decimal, which is enough for a screen, and none where it is nought.
private func number(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
}

private func escaped(_ text: String) -> String {
  text.map { character in
    switch character {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    default: String(character)
    }
  }.joined()
}
