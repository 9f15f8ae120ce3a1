// From defaults and the settings file to the reader's settings.
import Glibc
import StorySources

/// The settings that a file gives, and what was wrong in it; a missing file is no fault unless it
/// was asked for by name.
func loadSettings(from file: String?) -> (settings: Settings, notices: [String]) {
  guard let path = file ?? ConfigFolder(environment: environment)?.settings else {
    return (Settings(), [])
  }
  do throws(FileTrouble) {
    let read = SettingsFile(try readSmallFile(path), path: shown(path))
    return (read.settings, read.notices)
  } catch {
    let isMissed = file != nil || !error.isAbsence
    return (Settings(), isMissed ? ["\(path): \(error.sentence); it was left out"] : [])
  }
}

func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

/// A path as it is said: the home folder by its sign.
func shown(_ path: String) -> String {
  guard let home = environment("HOME"), home.count > 1, path.hasPrefix(home + "/") else {
    return path
  }
  return "~" + path.dropFirst(home.count)
}
