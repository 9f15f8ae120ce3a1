// One name across stories: who is who, story by story.
import StoryParsing

/// Joins the names of stories as they come, in whatever order, at a cost that grows with their
/// number alone: names are compared only with those that sound alike, a few dozen at most.
package struct Following: Sendable {
  /// Of the forms that stand for a key.
  private struct Key: Sendable {
    var strands: [Int32] = []
    /// What it is as company for other names.
    let companion: Companion?
    /// The walk of life that a body's name speaks of.
    let fields: RoleFields
    /// Whether there are so many that a new use goes to the strand that suits it best.
    var isCrowded = false
  }

  /// A spelling that no name had before, and the strand that has it.
  package struct NewSpelling: Sendable {
    package let strand: Int
    package let text: String
  }

  /// From so many strands of a key on, those that are one are put together.
  private static let mostStrands = 12
  /// From so many on that cannot be put together, every use goes to the one that suits it best.
  private static let crowd = 64
  /// More names that sound alike are not compared.
  private static let mostInBlock = 256

  package internal(set) var names = FollowedNames()
  var keys: [String: Int32] = [:]
  private var keyed: [Key] = []
  private var blocks: [UInt64: NameBlock] = [:]
  private var dirty: Set<UInt64> = []
  /// By the strand that stands for them: strands that are one by full names.
  private var cores: [Int32: [Int32]] = [:]
  /// Strands whose name is to be put together again.
  private var touched: Set<Int32> = []
  /// Names whose head is to be written again.
  var worn: Set<Int32> = []
  /// By story.
  var places = Chunked<StoryPlace?>()

  package internal(set) var corrections: [Correction] = []
  var wanted = WantedNames()
  var applied = AppliedCorrections()

  package init(_ corrections: [Correction] = []) {
    self.corrections = corrections
    wanted = WantedNames(corrections)
  }

  /// Takes in whom a story names, in the order of its entities; what was taken of it before stands.
  ///
  /// - Returns: spellings that are new.
  @discardableResult
  package mutating func take(
    _ story: Int, _ all: [StoryName], at place: StoryPlace
  ) -> [NewSpelling] {
    guard story >= 0, story <= Int32.max else { return [] }
    while names.entities.count <= story {
      names.entities.append([])
      places.append(nil)
    }
    guard names.entities[story].isEmpty else { return [] }
    places.change(story) { $0 = place }
    wanted.note(story, place)
    let forms = all.map { form(of: $0) }
    let company = StoryCompany(
      of: all, forms.map { keyed[Int($0)].companion }, bodies: forms.map { keyed[Int($0)].fields })
    var (found, spellings) = ([Int32](), [NewSpelling]())
    for (index, name) in all.enumerated() {
      let use = NameUse(
        story: Int32(clamping: story), entity: Int32(clamping: index),
        mentions: Int32(clamping: name.mentions))
      let kept = Company(
        companions: company.companions(of: index), home: company.home(of: index),
        roles: name.kind == .person ? name.roles : [], standing: name.standing,
        setting: place.topic.isEmpty ? company.setting(of: index) : place.topic,
        source: place.sourceNumber, day: place.day)
      let form = forms[index]
      let strand = Strand(name, form: form, use: use, company: kept, in: place)
      found.append(add(strand, to: Int(form), &spellings))
    }
    names.entities.change(story) { $0 = found }
    return spellings
  }

  /// Takes a story's names out, as it has a new text.
  package mutating func forget(_ story: Int) {
    guard names.entities.indices.contains(story) else { return }
    for strand in names.entities[story] {
      names.strands.change(Int(strand)) { $0.forget(Int32(clamping: story)) }
      worn.insert(names.home(of: strand))
    }
    names.entities.change(story) { $0 = [] }
  }

  private mutating func form(of name: StoryName) -> Int32 {
    if let known = keys[name.key] { return known }
    let number = Int32(clamping: names.forms.count)
    let form = NameForm(key: name.key, kind: name.kind, name: name.name)
    names.forms.append(form)
    keys[name.key] = number
    keyed.append(
      Key(
        companion: Companion(form), fields: name.kind == .organisation ? RoleFields(body: form) : []
      ))
    return number
  }

  private mutating func add(
    _ strand: Strand, to key: Int, _ spellings: inout [NewSpelling]
  ) -> Int32 {
    if let known = place(for: strand, of: key) {
      let new = names.strands.change(Int(known)) { $0.merge(strand) }
      spellings += new.map { NewSpelling(strand: Int(known), text: $0) }
      if !new.isEmpty { enter(known, also: blockKeys(of: strand)) }
      worn.insert(names.home(of: known))
      return known
    }
    let number = Int32(clamping: names.strands.count)
    var strand = strand
    (strand.core, strand.home) = (number, number)
    spellings += strand.spellings.map { NewSpelling(strand: Int(number), text: $0.text) }
    names.strands.append(strand)
    names.members.append([number])
    names.heads.append(nil)
    keyed[key].strands.append(number)
    enter(number, also: blockKeys(of: strand))
    touched.insert(number)
    wanted.note(number, in: names)
    return number
  }

  /// The strand that takes a new use of a key without more ado.
  private func place(for strand: Strand, of key: Int) -> Int32? {
    let form = names.forms[key]
    let own = keyed[key].strands
    if form.kind == .country || form.kind == .place { return own.first }
    let story = strand.uses[0].story
    if let same = own.first(where: { isOne(strand, with: $0, in: story) }) { return same }
    guard keyed[key].isCrowded else { return nil }
    let others = own.filter { names.strands[Int($0)].uses.last?.story != story }
    let weighed = others.prefix(Self.crowd).map { known in
      (known, names.strands[Int(known)].company.affinity(with: strand.company, of: form.kind))
    }
    guard let (best, weight) = weighed.max(by: { $0.1 < $1.1 }) else { return nil }
    let isLikely = weight > (form.isCommon || form.isLone ? 1.5 : -1)
    return isLikely || own.count >= Self.crowd ? best : nil
  }

  /// Whether a story that has a key twice means one by it: not where one is a judge and one a
  /// striker.
  private func isOne(_ strand: Strand, with other: Int32, in story: Int32) -> Bool {
    let known = names.strands[Int(other)]
    return known.uses.last?.story == story
      && !known.company.contradicts(strand.company)
  }

  // MARK: Blocks

  private func blockKeys(of strand: Strand) -> [UInt64] {
    BlockKeys(names.forms[Int(strand.form)], strand).all
  }

  private mutating func enter(_ strand: Int32, also keys: [UInt64]) {
    for key in keys where !names.strands[Int(strand)].blocks.contains(key) {
      names.strands.change(Int(strand)) { $0.blocks.append(key) }
      guard blocks[key, default: NameBlock()].strands.count < Self.mostInBlock else { continue }
      blocks[key, default: NameBlock()].strands.append(strand)
      dirty.insert(key)
    }
  }

  func strands(of form: Int32) -> [Int32] { keyed[Int(form)].strands }

  func tag(of story: Int32) -> StoryTag? {
    places.indices.contains(Int(story)) ? places[Int(story)]?.tag : nil
  }

  /// Decides what is open; asked for by the way, it costs what came since.
  package mutating func settle() {
    if wanted.isChanged {
      wanted.rest()
      applyCorrections()
    }
    guard !dirty.isEmpty || !touched.isEmpty || !worn.isEmpty else { return }
    let reader = BlockReader(names: names, apart: applied.apart)
    for key in dirty where !BlockKeys.isLone(key) {
      guard let block = blocks[key] else { continue }
      let groups = reader.groups(of: block.strands)
      touched.formUnion(blocks[key]?.take(groups) ?? [])
    }
    let moved = regroup(Array(touched), lone: false)
    settleLone(dirty.union(moved.flatMap { names.strands[Int($0)].blocks }))
    touched.formUnion(moved)
    worn.formUnion(regroup(Array(touched), lone: true))
    (dirty, touched) = ([], [])
    foldMany()
    writeHeads()
  }

  private mutating func settleLone(_ keys: Set<UInt64>) {
    let reader = BlockReader(names: names, apart: applied.apart)
    for key in keys where BlockKeys.isLone(key) {
      guard let block = blocks[key] else { continue }
      let groups = reader.loneGroups(of: block.strands)
      touched.formUnion(blocks[key]?.take(groups) ?? [])
    }
  }

  // MARK: Names from groups

  /// Puts together again what belongs to some strands; gives the strands that stand for what came
  /// of it.
  private mutating func regroup(_ strands: [Int32], lone: Bool) -> Set<Int32> {
    var open = strands
    var (seen, stands) = (Set<Int32>(), Set<Int32>())
    // What was one before may be several now.
    for strand in strands {
      open += names.members[Int(names.home(of: strand))]
    }
    for strand in open where !seen.contains(strand) {
      let all = reach(from: strand, lone: lone, &seen)
      for part in lone ? applied.parts(of: all) : agreeing(all) {
        stands.insert(stand(part, lone: lone))
      }
    }
    return stands
  }

  /// What blocks have put together, looked at as a whole: each of two may go with a third, and the
  /// two not with each other.
  private func agreeing(_ strands: [Int32]) -> [[Int32]] {
    guard (3...Self.mostInBlock).contains(strands.count) else { return [strands] }
    let groups = BlockReader(names: names, apart: applied.apart).groups(of: strands)
    let grouped = Set(groups.joined())
    return groups + strands.filter { !grouped.contains($0) }.map { [$0] }
  }

  /// All strands that groups connect with one.
  private func reach(from strand: Int32, lone: Bool, _ seen: inout Set<Int32>) -> [Int32] {
    var (found, next) = ([Int32](), [strand])
    seen.insert(strand)
    while let strand = next.popLast() {
      found.append(strand)
      var near = lone ? (applied.same[strand] ?? []) + core(of: strand) : []
      for key in names.strands[Int(strand)].blocks where lone == BlockKeys.isLone(key) {
        guard let block = blocks[key], let group = block.groupOf[strand] else { continue }
        near += block.groups[Int(group)]
      }
      for other in near where seen.insert(other).inserted { next.append(other) }
    }
    return found
  }

  /// All strands that are one with a strand by full names.
  private func core(of strand: Int32) -> [Int32] {
    let all = cores[names.strands[Int(strand)].core] ?? []
    return all.filter { names.strands[Int($0)].heir == nil }
  }

  private mutating func stand(_ strands: [Int32], lone: Bool) -> Int32 {
    let strands = strands.sorted()
    let first = strands[0]
    for strand in strands {
      names.strands.change(Int(strand)) { strand in
        if lone { strand.home = first } else { strand.core = first }
      }
      guard lone, strand != first else { continue }
      names.members.change(Int(strand)) { $0 = [] }
      names.heads.change(Int(strand)) { $0 = nil }
    }
    if lone {
      names.members.change(Int(first)) { $0 = strands }
    } else {
      cores[first] = strands.count > 1 ? strands : nil
    }
    return first
  }

  // MARK: Many uses

  /// Puts the strands of a key together that are one, where there are many.
  private mutating func foldMany() {
    let many = Set(worn.flatMap { names.members[Int($0)] }.map { names.strands[Int($0)].form })
      .filter { keyed[Int($0)].strands.count > Self.mostStrands }
    for key in many { fold(Int(key)) }
  }

  private mutating func fold(_ key: Int) {
    let byHome = Dictionary(grouping: keyed[key].strands) { names.home(of: $0) }
    for (home, strands) in byHome where strands.count > 1 {
      for strand in strands.dropFirst() where !applied.isNamed(strand) {
        fold(strand, into: strands[0], of: home)
      }
    }
    keyed[key].strands.removeAll { names.strands[Int($0)].uses.isEmpty }
    keyed[key].isCrowded = true
  }

  private mutating func fold(_ strand: Int32, into other: Int32, of home: Int32) {
    let read = names.strands[Int(strand)]
    _ = names.strands.change(Int(other)) { $0.merge(read) }
    for use in read.uses {
      names.entities.change(Int(use.story)) { all in
        for index in all.indices where all[index] == strand { all[index] = other }
      }
    }
    for key in read.blocks {
      let isThere = names.strands[Int(other)].blocks.contains(key)
      if !isThere { names.strands.change(Int(other)) { $0.blocks.append(key) } }
      blocks[key]?.replace(strand, by: isThere ? nil : other)
    }
    names.members.change(Int(home)) { $0.removeAll { $0 == strand } }
    names.strands.change(Int(strand)) { $0.retire(into: other) }
  }

  /// Gives a use that stands among others a strand of its own.
  mutating func part(_ strand: Int32, in story: Int32) {
    let read = names.strands[Int(strand)]
    guard let place = places.indices.contains(Int(story)) ? places[Int(story)] : nil,
      let use = names.strands.change(Int(strand), { $0.remove(useIn: story) })
    else { return }
    let number = Int32(clamping: names.strands.count)
    var parted = read.parted(use, at: place)
    (parted.core, parted.home) = (number, number)
    names.strands.append(parted)
    names.members.append([number])
    names.heads.append(nil)
    keyed[Int(read.form)].strands.append(number)
    enter(number, also: read.blocks)
    wanted.note(number, in: names)
    names.entities.change(Int(story)) { all in
      for index in all.indices where all[index] == strand { all[index] = number }
    }
    touched.formUnion([strand, number])
  }

  /// Has everything looked at again that has to do with some strands.
  mutating func reopen(_ strands: Set<Int32>) {
    touched.formUnion(strands)
    for strand in strands { dirty.formUnion(names.strands[Int(strand)].blocks) }
  }
}
