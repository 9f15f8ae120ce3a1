// A set of numbers says what a plain set says.
import StoryQuery
import Testing

@Suite struct NumberSets {
  private let ones = [0, 3, 63, 64, 65, 300]
  private let others = [3, 64, 100]

  @Test func itHoldsWhatWasPutIn() {
    let set = NumberSet(ones)
    #expect(Array(set) == ones)
    #expect(set.count == ones.count)
    for number in -2...400 { #expect(set.contains(number) == ones.contains(number)) }
  }

  @Test func negativeNumbersAreNeverIn() {
    var set: NumberSet = [-1, 5]
    set.remove(-1)
    set.remove(1000)
    #expect(Array(set) == [5])
  }

  @Test func whatWasTakenOutLeavesNoTrace() {
    var set: NumberSet = [1, 900]
    set.remove(900)
    #expect(set == [1])
    set.remove(1)
    #expect(set.isEmpty)
    #expect(set == [])
  }

  @Test(arguments: [false, true])
  func itIsJoinedCutAndLessenedAsAPlainSet(_ swapped: Bool) {
    let (one, other) = swapped ? (others, ones) : (ones, others)
    let (plain, plainOther) = (Set(one), Set(other))
    var (joined, cut, less) = (NumberSet(one), NumberSet(one), NumberSet(one))
    joined.formUnion(NumberSet(other))
    cut.formIntersection(NumberSet(other))
    less.subtract(NumberSet(other))
    #expect(Set(joined) == plain.union(plainOther))
    #expect(Set(cut) == plain.intersection(plainOther))
    #expect(Set(less) == plain.subtracting(plainOther))
    #expect(NumberSet(one).count(without: NumberSet(other)) == less.count)
  }
}
