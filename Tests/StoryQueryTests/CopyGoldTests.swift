// Copies of our own gold: wire stories as several outlets print them, and stories much like them.
import Foundation
import StoryParsing
import StoryQuery
import Testing

/// The stories of a file, "## story ID | outlet | date | group" each: same group, same text.
private struct CopyGold {
  var stories: [Story] = []
  var groups: [String] = []

  init(_ file: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Gold")
    let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    for part in ("\n" + text).split(separator: "\n## ").dropFirst(text.hasPrefix("## ") ? 0 : 1) {
      let lines = part.trimmingPrefix("\n").trimmingPrefix("## ").split(
        separator: "\n", maxSplits: 1)
      let head = lines[0].split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      groups.append(head[3])
      stories.append(
        Story(
          id: Story.ID(source: head[1], name: head[0]), text: String(lines.last ?? ""),
          published: try Date(head[2] + "T00:00:00Z", strategy: .iso8601), source: head[1]))
    }
  }

  /// Two stories, by number.
  struct Pair: Hashable { let one, other: Int }

  func pairs(of found: [[Int]]) -> Set<Pair> {
    Set(found.flatMap { group in pairs(in: group) })
  }

  private func pairs(in group: [Int]) -> [Pair] {
    group.flatMap { one in group.filter { $0 > one }.map { Pair(one: one, other: $0) } }
  }

  /// All pairs of a group, but for the second telling of an outlet whose first is in the fold:
  /// stories of one source are never folded.
  func wanted(given found: [[Int]]) -> Set<Pair> {
    var members: [String: [Int]] = [:]
    for (number, group) in groups.enumerated() { members[group, default: []].append(number) }
    return Set(
      members.values.flatMap { group in
        let folded = Set(found.filter { !Set($0).isDisjoint(with: group) }.joined())
        return pairs(
          in: group.filter { story in
            folded.contains(story)
              || !group.contains {
                $0 != story && stories[$0].source == stories[story].source && folded.contains($0)
              }
          })
      })
  }
}

@Suite struct CopyGoldTests {
  @Test(arguments: ["copies-1.txt", "copies-2.txt"])
  func copiesAreFoundAndNothingElse(file: String) throws {
    let gold = try CopyGold(file)
    var finder = CopyFinder()
    for story in gold.stories { finder.add(story) }
    let groups = finder.groups
    let found = gold.pairs(of: groups)
    let wanted = gold.wanted(given: groups)
    let right = found.intersection(wanted).count
    print(
      "\(file): \(gold.stories.count) stories, \(wanted.count) pairs, found \(found.count), "
        + "right \(right)")
    #expect(Double(right) / Double(max(1, found.count)) >= 0.98)
    #expect(Double(right) / Double(max(1, wanted.count)) >= 0.95)
    for group in groups {
      #expect(Set(group.map { gold.stories[$0].source }).count == group.count)
    }
  }

  @Test func groupsDoNotDependOnTheOrderOfArrival() throws {
    let gold = try CopyGold("copies-1.txt")
    var (onward, backward) = (CopyFinder(), CopyFinder())
    for story in gold.stories { onward.add(story) }
    for story in gold.stories.reversed() { backward.add(story) }
    let last = gold.stories.count - 1
    let turned = backward.groups.map { $0.map { last - $0 }.sorted() }
    #expect(Set(onward.groups) == Set(turned))
  }
}
