// What a name is called and known by.
import StoryParsing

extension Following {
  /// Writes anew what is shown of names that changed, and of others of the same name.
  mutating func writeHeads() {
    for home in worn where !names.members[Int(home)].isEmpty {
      let isUsed = names.members[Int(home)].contains { !names.strands[Int($0)].uses.isEmpty }
      let head = isUsed ? head(of: home) : nil
      names.heads.change(Int(home)) { $0 = head }
    }
    let forms = Set(worn.compactMap { names.heads[Int($0)]?.form })
    for form in forms { tellApart(form) }
    worn = []
  }

  private func head(of home: Int32) -> FollowedNames.Head {
    let members = names.members[Int(home)]
    var stories: [Int32: Int] = [:]
    for strand in members {
      stories[names.strands[Int(strand)].form, default: 0] += names.strands[Int(strand)].uses.count
    }
    let form = mainForm(stories)
    let name = fullestName(of: members)
    let first = members.map { names.strands[Int($0)].first }.min()
    let kind = members.lazy.compactMap { self.applied.kinds[$0] }.first
    let isConfirmed = members.contains(where: applied.confirmed.contains)
    return FollowedNames.Head(
      id: names.forms[Int(form)].key, kind: kind ?? names.forms[Int(form)].kind, name: name,
      fold: folded(name), isSure: isConfirmed || members.contains { names.strands[Int($0)].isSure },
      isDismissed: members.contains(where: applied.dismissed.contains),
      tier: isConfirmed ? .confirmed : .found, form: form,
      first: first ?? StoryTag(day: .max, number: 0),
      stories: stories.values.reduce(0, +), distinction: nil)
  }

  /// The form that most stories have, full ones before parts.
  private func mainForm(_ stories: [Int32: Int]) -> Int32 {
    let best = stories.max { one, other in
      let (form, next) = (names.forms[Int(one.key)], names.forms[Int(other.key)])
      if form.isLone != next.isLone { return form.isLone }
      return one.value == other.value ? next.key < form.key : one.value < other.value
    }
    return best?.key ?? 0
  }

  /// The commonest spelling, of equally common ones the longest; parts only where there is no more.
  private func fullestName(of members: [Int32]) -> String {
    var counts: [String: (isFull: Bool, stories: Int)] = [:]
    for strand in members {
      let isFull = !names.form(of: strand).isLone
      for spelling in names.strands[Int(strand)].spellings where spelling.stories > 0 {
        let known = counts[spelling.text] ?? (false, 0)
        counts[spelling.text] = (known.isFull || isFull, known.stories + spelling.stories)
      }
    }
    let best = counts.max { one, other in
      if one.value.isFull != other.value.isFull { return other.value.isFull }
      let (length, next) = (one.key.utf8.count, other.key.utf8.count)
      return (one.value.stories, length, other.key) < (other.value.stories, next, one.key)
    }
    return best?.key ?? ""
  }

  /// Gives several bearers of one key ids and a word that tell them apart.
  private mutating func tellApart(_ form: Int32) {
    let homes = Set(strands(of: form).map { names.home(of: $0) })
      .filter { names.heads[Int($0)]?.form == form }
    for home in homes {
      guard let first = names.heads[Int(home)]?.first else { continue }
      let key = names.forms[Int(form)].key
      let isAlone = homes.count == 1
      let word = isAlone ? nil : distinction(of: home)
      names.heads.change(Int(home)) {
        $0?.id = isAlone ? key : key + "@" + String(first.number, radix: 16)
        $0?.distinction = word
      }
    }
  }

  /// "mayor", or else the source that has it first.
  private func distinction(of home: Int32) -> String? {
    let strands = names.members[Int(home)].map { names.strands[Int($0)] }
    let posts = strands.flatMap(\.posts)
    if let post = posts.max(by: { ($0.stories, $1.text) < ($1.stories, $0.text) }) {
      return post.text
    }
    return strands.min { $0.first < $1.first }?.spellings.first?.source
  }
}

// MARK: Asking by id

extension Following {
  /// The strand that stands for the name of an id, whatever the name was joined with since.
  package func home(of id: String) -> Int? {
    let parts = id.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    guard let key = keys[id] ?? parts.first.flatMap({ keys[String($0)] }) else { return nil }
    var candidates = strands(of: key)
    if keys[id] == nil, parts.count > 1, let tag = UInt32(parts[1], radix: 16) {
      candidates = candidates.filter { strand in
        names.strands[Int(strand)].uses.contains {
          self.tag(of: $0.story)?.of($0.entity).number == tag
        }
      }
    }
    let homes = Set(candidates.map { names.home(of: $0) })
    return homes.max { one, other in
      let (stories, more) = (names.heads[Int(one)]?.stories, names.heads[Int(other)]?.stories)
      return (stories ?? 0, other) < (more ?? 0, one)
    }.map(Int.init)
  }

  /// A name by its id, or by an id that it had before it was joined.
  package func name(_ id: String) -> FollowedName? {
    home(of: id).flatMap { names.name(at: Int32(clamping: $0)) }
  }
}
