// Which characters the locale can write.
import CNcurses
import Glibc
import ReaderUI

/// Settles the locale; gives what may be written in it.
///
/// A UTF-8 locale that is asked for but not installed would leave “C” and rubbish on the
/// screen; `C.UTF-8` is always there.
func settleLocale() -> Repertoire {
  let isThere = setlocale(LC_CTYPE, "") != nil
  if isThere && repertoire() == .utf8 { return .utf8 }
  let names = ["LC_ALL", "LC_CTYPE", "LANG"]
  let name = names.compactMap(environment).first { !$0.isEmpty }?.lowercased() ?? ""
  if name.contains("utf-8") || name.contains("utf8") { setlocale(LC_CTYPE, "C.UTF-8") }
  return repertoire()
}

/// A variable of the environment.
func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

private func repertoire() -> Repertoire {
  switch nl_langinfo(Int32(CODESET)).map({ String(cString: $0) }) {
  case "UTF-8": .utf8
  case "ISO-8859-1": .latin1
  default: .ascii
  }
}

/// Whether the locale has a character.
func canWrite(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.isASCII { return true }
  var state = mbstate_t()
  return withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(MB_LEN_MAX)) { bytes in
    // Minus one, as a size, where it has not.
    wcrtomb(bytes.baseAddress, wchar_t(scalar.value), &state) <= Int(MB_LEN_MAX)
  }
}
