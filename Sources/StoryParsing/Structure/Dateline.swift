// "CITY, March 1 (Agency) —": where, when and by whom a story was filed.

/// The opening of a lede that says where, when and by which agency it was filed.
public struct Dateline: Hashable, Sendable {
  /// From the place, or what comes first, through the closing dash.
  public let range: TextRange
  public let place: TextRange?
  public let agency: TextRange?
  /// ISO 8601; `--03-01` where no year is given.
  public let date: String?
}
