// Where the archive lies.

/// The folder `lede` in the XDG data folder; nothing in it is made before something is kept.
package struct DataFolder: Sendable {
  package let path: String

  /// Nil where neither `XDG_DATA_HOME` nor `HOME` is an absolute path.
  package init?(environment: (String) -> String?) {
    // The XDG specification has a relative path ignored.
    if let base = environment("XDG_DATA_HOME"), base.hasPrefix("/") {
      path = base + "/lede"
    } else if let home = environment("HOME"), home.hasPrefix("/") {
      path = home + "/.local/share/lede"
    } else {
      return nil
    }
  }

  package var archive: String { path + "/archive.sqlite" }
}
