// How much of anything lede takes from a file or feed.

/// The caps on what is read; each is checked before memory is taken, and each has its sentence.
///
/// A file that streams, such as JSON lines or a mailbox, has no cap as a whole.
package struct Limits: Hashable, Sendable {
  /// The most bytes of one story, once unpacked and decoded.
  package var story = 32 * 1_048_576
  /// How deep elements may be nested; what lies deeper is read as if it stood at that depth.
  package var depth = 256
  /// How many times its own size a file may unpack to, past the first 4 MiB.
  package var unpackRatio = 250
  /// The most memory that unpacking a file may ask for.
  package var unpackMemory = 64 * 1_048_576
  /// How many files one archive may hold.
  package var archiveFiles = 100_000
  /// How often a file may be packed over: a zip in a tar in a gzip is three.
  package var archiveDepth = 4

  package init() {}

  /// The same in MiB, as they are set.
  package var storyMebibytes: Int {
    get { story >> 20 }
    set { story = newValue << 20 }
  }
  package var unpackMebibytes: Int {
    get { unpackMemory >> 20 }
    set { unpackMemory = newValue << 20 }
  }

  package init(story: Int) {
    self.story = story
  }
}
