// The people, places and subjects that an agency itself names beside a story.

/// What a source says a story is about. It is certain: nobody had to find it in the text.
struct GivenNames {
  /// What `extra` calls each kind; the first four are those of names.
  enum Kind: String, CaseIterable {
    case person, country, organisation, place, subject
  }

  private var names: [Kind: [String]] = [:]
  private static let most = 200

  mutating func add(_ name: String?, as kind: Kind) {
    guard let name = name.map({ cleanLine($0).trimmed }), !name.isEmpty,
      name.utf8.count <= 400, names[kind, default: []].count < Self.most,
      names[kind]?.contains(name) != true
    else { return }
    names[kind, default: []].append(name)
  }

  /// `"given": {"person": ["Mara Quill"], …}`, or nothing.
  var json: String {
    let lists = Kind.allCases.compactMap { kind in
      names[kind].map {
        "\(jsonString(kind.rawValue)):[\($0.map(jsonString).joined(separator: ","))]"
      }
    }
    return lists.isEmpty ? "" : "{\"given\":{\(lists.joined(separator: ","))}}"
  }
}
