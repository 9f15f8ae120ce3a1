// How the reader's sources stand, as the screen shows it.

/// How far a refresh of many sources has come.
package struct Fetching: Hashable, Sendable {
  package var done: Int
  package var total: Int
  package var failed: Int

  package init(done: Int, total: Int, failed: Int) {
    (self.done, self.total, self.failed) = (done, total, failed)
  }

  /// "412/1,000 · 3 failed"; one source alone is only said to be on its way.
  package var sentence: String {
    let failures = failed > 0 ? " · \(grouped(failed)) failed" : ""
    return total == 1 ? "fetching…" : "\(grouped(done))/\(grouped(total))\(failures)"
  }
}

/// One source in the pane of sources.
package struct SourceRow: Hashable, Sendable {
  /// How well it is.
  package enum Health: String, Hashable, Sendable {
    case fine = "ok"
    case failing = "!"
    /// Said to be gone for good.
    case gone = "gone"
    case underWay = "…"
    case waiting = "–"
  }

  package var id: String
  package var label: String
  package var health: Health
  /// Stories, last success, next time, and what is wrong: each a few words.
  package var facts: [String]

  package init(id: String, label: String, health: Health, facts: [String]) {
    (self.id, self.label, self.health, self.facts) = (id, label, health, facts)
  }
}

/// A feed that a page names, to be opened instead of the page.
package struct FeedOffer: Hashable, Sendable {
  package var title: String
  package var address: String

  package init(title: String, address: String) {
    (self.title, self.address) = (title, address)
  }
}
