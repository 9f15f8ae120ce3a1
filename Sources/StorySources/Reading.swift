// Sources in, stories out, one after the other as they are found.
package import StoryParsing

/// What stories are read for.
package enum Purpose: Hashable, Sendable {
  /// For the screen: text cleaned, one paragraph a line, equal ids told apart, nothing kept that
  /// is not shown.
  case reading
  /// For `lede parse`: text given as bare JSON keeps every character, ids stay as they are, and
  /// fields that are not known are kept.
  case parsing
}

/// One thing that comes of reading.
package enum Arrival: Sendable {
  case story(Story)
  case problem(SourceError)
  /// A file is done; what it says of itself. Its stories and problems came before.
  case finished(Document)
}

/// How far reading has come.
package struct ReadingCount: Hashable, Sendable {
  package var stories = 0
  /// Stories there will be in all, once every folder has been listed and long files counted.
  package var total: Int?
  /// Files done.
  package var files = 0

  package init(stories: Int = 0, total: Int? = nil, files: Int = 0) {
    self.stories = stories
    self.total = total
    self.files = files
  }
}

/// Reads every story of the sources and hands over each as soon as it is there.
///
/// Blocks until all is read, so it belongs on a thread of its own. Whatever is wrong with one
/// source is one problem; the others are read.
///
/// - Parameters:
///   - form: How the files are written, where that is said, and how much of them is taken.
///   - each: Takes what comes; its answer says whether to go on.
package func readStories(
  from sources: [Source], as form: GivenForm = GivenForm(), for purpose: Purpose = .reading,
  each: (Arrival, ReadingCount) -> Bool
) {
  withoutActuallyEscaping(each) { each in
    let reading = Reading(
      format: form.format, delivery: Delivery(purpose: purpose, form: form, each: each))
    reading.read(purpose == .reading ? distinct(sources) : sources)
  }
}

/// One run over a list of sources.
struct Reading {
  let format: Format?
  let delivery: Delivery

  func read(_ sources: [Source]) {
    for (number, source) in sources.enumerated() where !delivery.isStopped {
      let following = sources.count - number - 1
      // A folder that is still to come may hold any number.
      let isListed = sources[(number + 1)...].allSatisfy { !isFolderSource($0) }
      delivery.filesAhead = following
      delivery.isListed = isListed
      switch source {
      case .path(let path) where isFolder(path):
        readFolder(path, following: following, isListed: isListed)
      case .path(let path):
        readFile(Array(path.utf8), name: path, regularOnly: false)
      case .descriptor(let descriptor, let name):
        readInput(named: name) { () throws(SourceError) in Input(descriptor: descriptor, name: name)
        }
      case .memory(let name, let bytes):
        readInput(named: name) { () throws(SourceError) in Input(memory: bytes, name: name) }
      case .fetched(let name, let bytes, let address, let charset):
        readInput(named: name) { () throws(SourceError) in
          var input = Input(memory: bytes, name: name)
          (input.base, input.charset) = (address, charset)
          return input
        }
      }
    }
  }

  private func readFolder(_ path: String, following: Int, isListed: Bool) {
    var walk = FolderWalk(folder: path)
    var begun = 0
    var isAnythingFound = false
    func tell() {
      delivery.filesAhead = following + max(0, walk.filesFound - begun)
      delivery.isListed = isListed && walk.isListed
    }
    while !delivery.isStopped, let step = walk.next() {
      isAnythingFound = true
      switch step {
      case .problem(let problem):
        delivery.begin(file: problem.file)
        delivery.problem(problem)
      case .file(let file):
        begun += 1
        tell()
        readFile(file, name: String(decoding: file, as: UTF8.self), regularOnly: true)
        walk.lookAhead()
      }
    }
    if !isAnythingFound && !delivery.isStopped {
      delivery.begin(file: path)
      delivery.problem(SourceError(.noFiles, file: path))
    }
  }

  private func readFile(_ path: [UInt8], name: String, regularOnly: Bool) {
    let path = path.map(CChar.init(bitPattern:)) + [0]
    readInput(named: name) { () throws(SourceError) in
      try Input.open(path: path, name: name, regularOnly: regularOnly)
    }
  }

  private func readInput(named name: String, open: () throws(SourceError) -> Input) {
    readInput(named: name, UnpackingBudget(delivery.limits), open: open)
  }

  /// Reads a file, or one of an archive, whose budget it shares.
  func readInput(
    named name: String, _ budget: UnpackingBudget, open: () throws(SourceError) -> Input
  ) {
    delivery.begin(file: name)
    var isDocument = true
    do throws(SourceError) {
      isDocument = try read(try open(), budget)
    } catch {
      delivery.problem(error)
    }
    if isDocument { delivery.finish() }
  }

  /// Reads an input, out of any container that it is; false for an archive, each of whose files
  /// is a document instead.
  func read(
    _ input: consuming Input, _ budget: UnpackingBudget
  ) throws(SourceError) -> Bool {
    var input = input
    try input.readBeginning()
    if let packing = input.withBytes({ Packing(recognising: $0) }) {
      return try unpack(input, as: packing, budget)
    }
    try readStories(of: &input)
    return true
  }

  private func readStories(of input: inout Input) throws(SourceError) {
    let fault = input.count == 0 ? input.fault : nil
    if let trouble = fault ?? input.withBytes(binaryKind) {
      throw SourceError(trouble, file: input.file)
    }
    let format = if let format { format } else { try recognise(input) }
    delivery.document.format = format
    try format.read(&input, into: delivery)
    if let fault = input.fault { throw SourceError(fault, file: input.file) }
    let document = delivery.document
    if document.stories == 0 && document.problems.isEmpty && document.subscriptions.isEmpty
      && !delivery.isStopped
    {
      throw SourceError(format.isFeed ? .noStories : .empty, file: input.file)
    }
  }

  /// The format that a file looks like; columns that say nothing of stories are none.
  private func recognise(_ input: borrowing Input) throws(SourceError) -> Format {
    let beginning = input.withBytes(decodedBeginning)
    let format = beginning.withUnsafeBufferPointer {
      Format(recognising: $0, naming: delivery.fieldNames)
    }
    if format == .text, input.withBytes(looksLikeColumns) {
      throw SourceError(.table, file: input.file)
    }
    return format
  }

  private func isFolderSource(_ source: Source) -> Bool {
    if case .path(let path) = source { isFolder(path) } else { false }
  }
}

/// The first bytes of a file as UTF-8, so that a format is recognised in any encoding.
private func decodedBeginning(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
  // A licence or a list of styles may stand before the first tag that tells.
  let beginning = UnsafeBufferPointer(rebasing: bytes.prefix(16_384))
  let (encoding, mark) = findEncoding(of: beginning)
  var decoded: [UInt8] = []
  var decoder = Decoder(encoding)
  let text = UnsafeBufferPointer(rebasing: beginning[mark...])
  decoder.decode(text, isLast: false, into: &decoded)
  return decoded
}
