// Walks of life, as the names of bodies tell them.
import StoryParsing

extension RoleFields {
  /// What the name of a body says of those who are named beside it.
  init(body: NameForm) {
    self = []
    for word in body.words {
      formUnion(bodyFields[String(decoding: word, as: UTF8.self)] ?? [])
    }
  }
}

private let bodyFields: [String: RoleFields] = {
  let table: [(RoleFields, String)] = [
    (
      .politics,
      """
      party parliament senate assembly congress ministry government cabinet electoral election
      elections
      """
    ),
    (
      .sport,
      """
      fc club united wanderers rovers athletic league cup olympic olympics football rugby cricket
      athletics sporting championship federation-cup racing
      """
    ),
    (.law, "court tribunal"),
    (.business, "bank oil gas shipping airlines airways motors holdings"),
    (.science, "university institute hospital college laboratory observatory academy"),
    (.arts, "orchestra opera theatre museum festival gallery philharmonic ballet publishers"),
    (.military, "army navy brigade regiment"),
    (.religion, "church diocese cathedral"),
  ]
  var fields: [String: RoleFields] = [:]
  for (field, list) in table {
    for word in list.split(whereSeparator: \.isWhitespace) {
      fields[String(word), default: []].formUnion(field)
    }
  }
  return fields
}()
