// How the sources stand, in words for the pane of sources.
import FoundationEssentials
import Glibc
import ReaderUI
import StorySources
import Synchronization

extension SourceDesk {
  /// The rows of the pane: first what is in trouble, then by group as they stand in the file.
  func rows(at now: Date = Date()) -> [SourceRow] {
    let standings = state.withLock { $0.standings }
    let rows = standings.map { row(of: $0, at: now) }
    let troubled = rows.filter { $0.health == .failing || $0.health == .gone }
    return troubled + rows.filter { $0.health != .failing && $0.health != .gone }
  }

  private func row(of standing: Standing, at now: Date) -> SourceRow {
    let state = standing.state
    var facts: [String] = []
    if let trouble = state.trouble { facts.append(trouble) }
    if state.failures > 1 { facts.append("\(state.failures) failures in a row") }
    if state.succeeded != nil || state.trouble == nil {
      facts.append("\(standing.stories) \(standing.stories == 1 ? "story" : "stories")")
    }
    if let success = state.succeeded { facts.append("fetched \(ago(success, at: now))") }
    if let next = standing.nextTime(at: now), next > now { facts.append("next \(clockTime(next))") }
    if let group = standing.source.group { facts.append(group) }
    let label = standing.source.name ?? standing.title ?? standing.source.id
    return SourceRow(
      id: standing.id, label: cleanLine(label), health: health(of: standing),
      facts: facts.map(cleanLine))
  }

  private func health(of standing: Standing) -> SourceRow.Health {
    if standing.isUnderWay { return .underWay }
    if standing.state.isGone { return .gone }
    if standing.state.failures > 0 { return .failing }
    return standing.state.succeeded == nil ? .waiting : .fine
  }
}

private func ago(_ date: Date, at now: Date) -> String {
  let seconds = Int(max(0, min(1e9, now.timeIntervalSince(date))))
  return seconds < 60 ? "just now" : "\(spoken(seconds)) ago"
}

/// "15:20", or "15:20 on 21 November" where that is another day.
func clockTime(_ date: Date, now: Date = Date()) -> String {
  func parts(_ date: Date) -> tm {
    var seconds = time_t(min(max(date.timeIntervalSince1970, -1e10), 1e11))
    var parts = tm()
    localtime_r(&seconds, &parts)
    return parts
  }
  let (then, today) = (parts(date), parts(now))
  let minutes = then.tm_min < 10 ? "0\(then.tm_min)" : "\(then.tm_min)"
  let time = "\(then.tm_hour):\(minutes)"
  if then.tm_yday == today.tm_yday, then.tm_year == today.tm_year { return time }
  let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  let month = months.indices.contains(Int(then.tm_mon)) ? months[Int(then.tm_mon)] : ""
  return "\(time) on \(then.tm_mday) \(month)"
}
