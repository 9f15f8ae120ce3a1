// The lines of a stream, one at a time, in constant memory.

/// Where reading line by line has come to in an input.
struct LineCursor {
  enum Line {
    /// A line of so many bytes at the front of the input.
    case whole(Int)
    /// A line longer than is allowed; it has been passed over.
    case tooLong
  }

  /// The number of the line returned last, from 1.
  private(set) var number = 0
  private let lineEnd: UInt8
  /// Bytes of the line returned last, with its end; they go when the next is asked for.
  private var taken = 0

  init(of input: borrowing Input) {
    let isMac = input.withBytes { !$0.contains(lineFeed) && $0.contains(carriageReturn) }
    lineEnd = isMac ? carriageReturn : lineFeed
  }

  /// The next line, waiting for it if need be; nil at the end.
  mutating func next(in input: inout Input, upTo limit: Int) throws(SourceError) -> Line? {
    input.take(taken)
    taken = 0
    var searched = 0
    while true {
      if let end = input.offset(of: lineEnd, from: searched), end <= limit {
        return found(end, with: 1)
      }
      searched = input.count
      if searched > limit { return try passOver(in: &input) }
      if try !input.readMore() && input.count == searched {
        return searched == 0 ? nil : found(searched, with: 0)
      }
    }
  }

  private mutating func found(_ length: Int, with endLength: Int) -> Line {
    number += 1
    taken = length + endLength
    return .whole(length)
  }

  /// Reads on to the end of a line that is too long to be kept.
  private mutating func passOver(in input: inout Input) throws(SourceError) -> Line {
    number += 1
    while true {
      if let end = input.offset(of: lineEnd, from: 0) {
        taken = end + 1
        return .tooLong
      }
      input.take(input.count)
      if try !input.readMore() && input.count == 0 { return .tooLong }
    }
  }

  /// How many lines the input has from first to last; nil for a stream.
  func countAll(in input: borrowing Input) -> Int? {
    guard let ahead = input.countAhead(lineEnd) else { return nil }
    let here = input.withBytes { $0.dropFirst(taken).count { $0 == lineEnd } }
    return number + here + ahead
  }
}
