// What was said by and about somebody in the stories on the shelf.
package import StoryParsing

extension Shelf {
  /// What a story has of a name (`FollowedName.id`) by way of quotations; of anybody's if nil.
  ///
  /// - Parameter analysis: what is in the story; it may be at hand.
  package func quotedWords(
    of key: String?, in number: Int, analysis: (Story) -> Analysis = analyze
  ) -> [QuotedWords] {
    guard let story = story(number) else { return [] }
    let analysis = followed(analysis(story), of: number)
    let named = key.map { key in
      Set(analysis.entities.indices.filter { analysis.entities[$0].key == key })
    }
    return StoryQuery.quotedWords(in: story, number: number, analysis, of: named)
  }

  /// Which of some stories name somebody, in their order.
  package func naming(_ key: String, of numbers: [Int32]) -> [Int32] {
    let naming = NumberSet(locate(name: key).map(\.story))
    return numbers.filter { naming.contains(Int($0)) }
  }
}
