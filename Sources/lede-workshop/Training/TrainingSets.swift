// What the tagger learns from, and what it is measured on.
import Foundation

/// A file of gold stories, and how much it counts.
struct TrainingSet {
  /// What its text is like or where it comes from; sets of one source are left out together.
  let source: String
  let path: String
  let weight: Float
  /// Whether its licence asks that what is made of it be shared alike.
  var isShareAlike = false
  /// A larger set with many wrong names, to be read again by what the rest of the sets teaches.
  var whole: String?

  private var isOwn: Bool { path.hasSuffix(".txt") }

  /// The stories of the file: our own marked text, or a corpus.
  func stories() throws -> [GoldStory] {
    isOwn ? try GoldStory.marked(path) : try GoldStory.corpus(path)
  }

  /// What is learnt from the file: of our own text each story's beginning as a headline too.
  func lessons() throws -> [GoldStory] {
    let stories = try stories()
    guard isOwn else { return stories }
    return stories
      + GoldStory.HeadlineStyle.allCases.flatMap { style in stories.map { $0.headlined(style) } }
  }

  /// The corpora of a folder laid out as the workshop's README says.
  static func corpora(in folder: String) -> [TrainingSet] {
    func set(_ source: String, _ file: String, _ weight: Float, shareAlike: Bool = false) -> Self {
      TrainingSet(
        source: source, path: "\(folder)/names/\(file).jsonl.gz", weight: weight,
        isShareAlike: shareAlike)
    }
    var gmb = set("gmb", "train/gmb-agree", 1)
    gmb.whole = "\(folder)/names/train/gmb-train.jsonl.gz"
    return [
      gmb,
      set("gum", "train/gum-train", 2),
      set("wikigold", "train/wikigold-train", 2),
      set("crossner", "train/crossner-pol-train", 2, shareAlike: true),
      set("crossner", "train/crossner-pol-dev", 2, shareAlike: true),
      set("uner", "train/uner-ewt-dev", 2, shareAlike: true),
      set("btc", "train/btc-train", 1),
      set("wnut", "train/wnut17-train", 1),
    ]
  }

  /// Our own text: files named SHARE-NUMBER.txt, and SHARE-test.txt, which is never learnt from.
  static func ownText(in folder: String) throws -> [TrainingSet] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .filter { $0.hasSuffix(".txt") }
      .map { file in
        TrainingSet(
          source: String(file.split(separator: "-")[0]), path: "\(folder)/\(file)", weight: 2)
      }
  }

  var isHeldBack: Bool { path.hasSuffix("-test.txt") }

  /// The sets of a folder of corpora that are measured and never learnt from.
  static func measured(in folder: String) -> [TrainingSet] {
    ["gum-news", "gum-test", "gmb-test", "wikigold-test", "uner-ewt-test", "crossner-pol-test"]
      .map { TrainingSet(source: $0, path: "\(folder)/names/dev/\($0).jsonl.gz", weight: 1) }
  }
}
