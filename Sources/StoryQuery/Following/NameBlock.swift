// Names that may be one, looked at together: the only place where names are compared in pairs.
import StoryParsing

/// Strands whose names sound alike, and which of them were found to be one.
struct NameBlock: Sendable {
  var strands: [Int32] = []
  /// Strands found to be one; those alone are in none.
  var groups: [[Int32]] = []
  var groupOf: [Int32: Int32] = [:]

  /// Takes new groups; gives the strands whose group is another now, none if all is as it was.
  mutating func take(_ new: [[Int32]]) -> [Int32] {
    let sorted = new.filter { $0.count > 1 }.map { $0.sorted() }.sorted { $0[0] < $1[0] }
    guard sorted != groups else { return [] }
    let touched = Set(groups.joined()).union(sorted.joined())
    groups = sorted
    groupOf = [:]
    for (index, group) in groups.enumerated() {
      for strand in group { groupOf[strand] = Int32(clamping: index) }
    }
    return Array(touched)
  }
}

extension NameBlock {
  /// Puts another strand in the place of one, or nothing where the other is there already.
  mutating func replace(_ strand: Int32, by other: Int32?) {
    strands.removeAll { $0 == strand }
    if let other { strands.append(other) }
    guard let group = groupOf.removeValue(forKey: strand) else { return }
    groups[Int(group)].removeAll { $0 == strand }
    guard let other, groupOf[other] == nil else { return }
    groups[Int(group)].append(other)
    groupOf[other] = group
  }
}

/// Strands taken together while a block is looked through.
private struct Gathering {
  var strands: [Int32]
  var forms: [Int32]
  var company: Company
  /// The stories of few uses: one story hardly names somebody twice as if they were two.
  var stories: Set<Int32>
}

/// Joins names of a block, the likeliest pair first, until none is likely.
struct BlockReader {
  let names: FollowedNames
  /// Strands that the reader has set apart: they are joined with none.
  let apart: Set<Int32>

  /// More uses are not looked through for a story that has both.
  private static let fewUses = 24

  // MARK: Full names

  func groups(of strands: [Int32]) -> [[Int32]] {
    var gatherings = inOrder(strands).map(gathering)
    let relations = Relations(of: gatherings.flatMap(\.forms), in: names)
    let initials = weightOfInitials(among: gatherings)
    var pairs = Pairs(count: gatherings.count) {
      weight(gatherings[$0], gatherings[$1], relations, initials: initials)
    }
    while let (one, other) = pairs.best {
      merge(&gatherings[one], gatherings[other])
      pairs.close(other)
      pairs.renew(one) { weight(gatherings[one], gatherings[$0], relations, initials: initials) }
    }
    return pairs.open.map { gatherings[$0].strands }
  }

  /// The same order, whatever the order of arrival.
  private func inOrder(_ strands: [Int32]) -> [Int32] {
    strands.filter { !apart.contains($0) && !names.strands[Int($0)].uses.isEmpty }
      .map { (strand: $0, key: names.form(of: $0).key, first: names.strands[Int($0)].first) }
      .sorted { ($0.key, $0.first, $0.strand) < ($1.key, $1.first, $1.strand) }
      .map(\.strand)
  }

  private func gathering(_ strand: Int32) -> Gathering {
    let read = names.strands[Int(strand)]
    return Gathering(
      strands: [strand], forms: [read.form], company: read.company,
      stories: read.uses.count > Self.fewUses ? [] : Set(read.uses.map(\.story)))
  }

  private func merge(_ one: inout Gathering, _ other: Gathering) {
    one.strands += other.strands
    one.forms += other.forms.filter { !one.forms.contains($0) }
    one.company.merge(other.company)
    one.stories.formUnion(other.stories)
    if one.stories.count > Self.fewUses { one.stories = [] }
  }

  /// What speaks for "A. Obi" being Anna Obi: more where no other name of the block begins so.
  private func weightOfInitials(among gatherings: [Gathering]) -> Double {
    let forms = Set(gatherings.flatMap(\.forms)).map { names.forms[Int($0)] }
    let forenames = forms.compactMap(\.words.first).filter { $0.count > 1 }.map(forenameGroup)
    return Set(forenames).count > 1 ? 0 : 0.9
  }

  /// How likely two are one: above 0 if likely.
  private func weight(
    _ one: Gathering, _ other: Gathering, _ relations: Relations, initials: Double
  ) -> Double {
    var (best, mayMeet) = (-10.0, true)
    for form in one.forms {
      for otherForm in other.forms {
        guard let found = relations[form, otherForm] else {
          guard relations.isBetween(one.forms + other.forms, form, otherForm) else { return -10 }
          continue
        }
        best = max(best, found.weight + (found.isByInitials ? initials : 0))
        mayMeet = mayMeet && found.isOfOneStory
      }
    }
    let form = names.forms[Int(one.forms[0])]
    guard one.stories.isDisjoint(with: other.stories) else {
      // A story that has a name twice, as of two, means two; company that it gives itself says
      // nothing.
      if form.kind == .person, !mayMeet { return -10 }
      if !Set(one.forms).isDisjoint(with: other.forms) { return -10 }
      let evidence = evidence(one.company, other.company, form)
      return form.kind == .person ? best - 3 + min(2.5, evidence) : best - 7 + evidence
    }
    return best + evidence(one.company, other.company, form)
  }

  private func evidence(_ one: Company, _ other: Company, _ form: NameForm) -> Double {
    var sum = one.affinity(with: other, of: form.kind)
    guard form.isCommon || form.isAcronym else { return sum }
    // Every country has a ministry of health, and every paper speaks of its own.
    if one.sharesSource(with: other) { sum += 0.7 }
    if form.isCommon, one.isAtHome(with: other) == false { sum -= 1.5 }
    return sum
  }

  // MARK: Parts of names

  /// Surnames alone and acronyms, each with the full name it stands for if that is plain.
  func loneGroups(of strands: [Int32]) -> [[Int32]] {
    let ordered = inOrder(strands)
    let full = ordered.filter { !names.form(of: $0).isLone }
    let bearers = Dictionary(grouping: full) { names.strands[Int($0)].core }
    var (parts, left) = ([Int32: [Int32]](), [Int32]())
    for lone in ordered where names.form(of: lone).isLone {
      if let core = bearer(of: lone, among: bearers), let bearer = bearers[core]?.first {
        parts[bearer, default: [bearer]].append(lone)
      } else {
        left.append(lone)
      }
    }
    return Array(parts.values) + groups(of: left)
  }

  /// The one whom a part of a name stands for: likely, and clearly likelier than any other.
  private func bearer(of lone: Int32, among bearers: [Int32: [Int32]]) -> Int32? {
    let read = names.strands[Int(lone)]
    let form = names.forms[Int(read.form)]
    var (best, second) = ((weight: -10.0, core: Int32(-1)), -10.0)
    for (core, strands) in bearers {
      guard var weight = strands.compactMap({ self.weight(of: read, form, as: $0) }).max() else {
        continue
      }
      // The only one of that name, or that is so abridged.
      if bearers.count == 1 { weight += form.isAcronym ? 1.6 : 0.8 }
      let isBetter = weight > best.weight || weight == best.weight && core < best.core
      second = max(second, isBetter ? best.weight : weight)
      if isBetter { best = (weight, core) }
    }
    return best.weight > 0 && best.weight - second > 0.6 ? best.core : nil
  }

  private func weight(of lone: Strand, _ form: NameForm, as full: Int32) -> Double? {
    let other = names.strands[Int(full)]
    let isGiven = other.spellings.contains { isSpelled(form, $0.text) }
    guard
      let found = StoryQuery.relation(ofLone: form, to: names.forms[Int(other.form)])
        ?? (isGiven ? NameRelation(way: .given, weight: 0) : nil)
    else { return nil }
    let isTogether =
      max(lone.uses.count, other.uses.count) <= Self.fewUses
      && lone.uses.contains { use in other.uses.contains { $0.story == use.story } }
    let given = isGiven ? (form.kind == .person ? 0.6 : 1.4) : 0
    return found.weight + given - (isTogether ? 2 : 0)
      + evidence(lone.company, other.company, form)
  }

  private func isSpelled(_ form: NameForm, _ text: String) -> Bool {
    form.words.count == 1 && form.words[0] == folded(text).filter { $0 != 0x2E }
  }
}

/// How the forms of a block are related to each other: each pair is looked at once, however often
/// it is asked for.
private final class Relations {
  private let names: FollowedNames
  /// The row of a form in the table.
  private var rows: [Int32: Int] = [:]
  /// By row and column; nil where nobody has asked yet.
  private var known: [NameRelation??]

  init(of forms: [Int32], in names: FollowedNames) {
    self.names = names
    for form in forms where rows[form] == nil { rows[form] = rows.count }
    known = Array(repeating: nil, count: rows.count * rows.count)
  }

  subscript(one: Int32, other: Int32) -> NameRelation? {
    guard let row = rows[one], let column = rows[other] else { return nil }
    let place = row * rows.count + column
    if let known = known[place] { return known }
    let found = relation(one, other)
    known[place] = .some(found)
    return found
  }

  private func relation(_ one: Int32, _ other: Int32) -> NameRelation? {
    let (form, next) = (names.forms[Int(one)], names.forms[Int(other)])
    if one == other, form.isLone, form.kind == .person {
      return NameRelation(way: .same, weight: 1.2)
    }
    return StoryQuery.relation(form, next)
  }

  /// Whether a fuller name has both of two: "Margaret Wanjiru Gathecha" those of "Margaret
  /// Gathecha" and "Wanjiru Gathecha".
  func isBetween(_ forms: [Int32], _ one: Int32, _ other: Int32) -> Bool {
    let length = max(names.forms[Int(one)].words.count, names.forms[Int(other)].words.count)
    return forms.prefix(8).contains { form in
      guard form != one, form != other, names.forms[Int(form)].words.count >= length,
        let found = self[one, form], let next = self[form, other]
      else { return false }
      return !found.isByInitials && !next.isByInitials
    }
  }
}

/// Which two of a number of things are likeliest to be one.
private struct Pairs {
  private(set) var open: [Int]
  private var weights: [Double]
  private let count: Int
  /// The best partner of each, after it in order.
  private var partner: [Int]

  init(count: Int, _ weight: (Int, Int) -> Double) {
    self.count = count
    open = Array(0..<count)
    weights = Array(repeating: -10, count: count * count)
    partner = Array(repeating: -1, count: count)
    for one in 0..<count {
      for other in one + 1..<max(count, one + 1) {
        weights[one * count + other] = weight(one, other)
      }
      choosePartner(of: one)
    }
  }

  private mutating func choosePartner(of one: Int) {
    partner[one] = -1
    for other in open where other > one {
      if partner[one] < 0 || self[one, other] > self[one, partner[one]] { partner[one] = other }
    }
  }

  private subscript(one: Int, other: Int) -> Double { weights[one * count + other] }

  var best: (Int, Int)? {
    var best: (Int, Int)?
    for one in open where partner[one] >= 0 && self[one, partner[one]] > 0 {
      guard let (first, second) = best else {
        best = (one, partner[one])
        continue
      }
      if self[one, partner[one]] > self[first, second] { best = (one, partner[one]) }
    }
    return best
  }

  mutating func close(_ number: Int) { open.removeAll { $0 == number } }

  mutating func renew(_ number: Int, _ weight: (Int) -> Double) {
    for other in open where other != number {
      weights[min(number, other) * count + max(number, other)] = weight(other)
    }
    for one in open where one <= number || partner[one] == number || !open.contains(partner[one]) {
      choosePartner(of: one)
    }
  }
}
