// Text with marks in it, so that no test counts characters.
import StoryParsing

/// A story that is nothing but its text.
func story(_ text: String, markup: [Markup] = []) -> Story {
  Story(id: Story.ID(source: "test", name: "story"), text: text, markup: markup)
}

extension String {
  var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

/// A text whose quotations are marked "{…}", with the speaker before a bar: "{Mara Quill|“No.”}".
struct MarkedText {
  struct Mark: Hashable, CustomStringConvertible {
    let range: TextRange
    let label: String?

    var description: String { "\(label ?? "-")@\(range.start)..<\(range.end)" }
  }

  let text: String
  let marks: [Mark]

  init(_ marked: String) {
    var text: [UInt8] = []
    var marks: [Mark] = []
    var start: Int?
    var label: String?
    for byte in marked.utf8 {
      switch byte {
      case UInt8(ascii: "{"): start = text.count
      case UInt8(ascii: "|"):
        let begin = start ?? 0
        label = String(decoding: text[begin...], as: UTF8.self)
        text.removeSubrange(begin...)
      case UInt8(ascii: "}"):
        marks.append(Mark(range: TextRange(start ?? 0, text.count), label: label))
        (start, label) = (nil, nil)
      default: text.append(byte)
      }
    }
    self.text = String(decoding: text, as: UTF8.self)
    self.marks = marks
  }
}
