// Bytes of any encoding → UTF-8.
import Glibc

/// How the characters of a file are written, by the name the web gives it.
struct Encoding: Hashable, Sendable {
  let name: String

  static let utf8 = Encoding(name: "utf-8")
  static let windows1252 = Encoding(name: "windows-1252")
  static let utf16LE = Encoding(name: "utf-16le")
  static let utf16BE = Encoding(name: "utf-16be")

  /// What a declaration means; nil for what is no encoding that lede knows.
  ///
  /// The names are a closed list: a file does not decide which converter the system loads.
  init?(declared label: some StringProtocol) {
    let label = label.lowercased().filter { !" \t\r\n\u{0C}\"';".contains($0) }
    guard let name = labels[label] ?? (iconvNames[label] == nil ? nil : label) else { return nil }
    self.name = name
  }

  private init(name: String) {
    self.name = name
  }

  /// A single-byte encoding may be declared for what is really UTF-8; these are never mistaken.
  var isUnmistakable: Bool {
    !(name.hasPrefix("windows") || name.hasPrefix("iso-8859") || name.hasPrefix("koi8")
      || name == "ibm866" || name == "macintosh")
  }

  fileprivate var iconvName: String { iconvNames[name] ?? "UTF-8" }
}

extension Encoding {
  init(known name: String) {
    self.init(name: name)
  }
}

/// What iconv calls the encodings that lede reads.
private let iconvNames: [String: String] = {
  var names = [
    "utf-8": "UTF-8", "utf-16le": "UTF-16LE", "utf-16be": "UTF-16BE", "utf-32le": "UTF-32LE",
    "utf-32be": "UTF-32BE", "koi8-r": "KOI8-R", "koi8-u": "KOI8-U", "macintosh": "MACINTOSH",
    "ibm866": "IBM866", "windows-874": "TIS-620", "shift_jis": "CP932", "euc-jp": "EUC-JP",
    "iso-2022-jp": "ISO-2022-JP", "gbk": "GB18030", "gb18030": "GB18030", "big5": "BIG5-HKSCS",
    "euc-kr": "UHC",
  ]
  for page in 1250...1258 { names["windows-\(page)"] = "CP\(page)" }
  for part in 2...16 where part != 12 { names["iso-8859-\(part)"] = "ISO-8859-\(part)" }
  return names
}()

/// Other names of the same.
private let labels: [String: String] = {
  var labels = [
    "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8", "utf-16": "utf-16le", "utf-32": "utf-32le",
    // The web reads these three as windows-1252, and so do files that declare them.
    "ascii": "windows-1252", "us-ascii": "windows-1252", "iso-8859-1": "windows-1252",
    "iso8859-1": "windows-1252", "latin1": "windows-1252", "latin-1": "windows-1252",
    "latin2": "iso-8859-2", "latin9": "iso-8859-15", "latin-9": "iso-8859-15",
    "mac": "macintosh", "macroman": "macintosh", "koi8": "koi8-r", "cp866": "ibm866",
    "sjis": "shift_jis", "shift-jis": "shift_jis", "x-sjis": "shift_jis", "ms932": "shift_jis",
    "cp932": "shift_jis", "windows-31j": "shift_jis", "eucjp": "euc-jp", "gb2312": "gbk",
    "gb_2312-80": "gbk", "cp936": "gbk", "x-gbk": "gbk", "big5-hkscs": "big5", "cp950": "big5",
    "ks_c_5601-1987": "euc-kr", "euckr": "euc-kr", "cp949": "euc-kr", "tis-620": "windows-874",
  ]
  for page in 1250...1258 { labels["cp\(page)"] = "windows-\(page)" }
  for part in 2...16 where part != 12 { labels["iso8859-\(part)"] = "iso-8859-\(part)" }
  return labels
}()

/// Turns the bytes of one stream into UTF-8, a piece at a time; what is no character of its
/// encoding becomes U+FFFD.
struct Decoder: ~Copyable {
  private let encoding: Encoding
  private let converter: iconv_t?
  /// The beginning of a character whose end has not come yet.
  private var rest: [UInt8] = []

  init(_ encoding: Encoding) {
    self.encoding = encoding
    let needsConverter = encoding != .utf8 && encoding != .windows1252
    let opened = needsConverter ? iconv_open("UTF-8", encoding.iconvName) : nil
    // (iconv_t)-1 says that the system has no such converter.
    converter = opened == iconv_t(bitPattern: -1) ? nil : opened
  }

  deinit {
    if let converter { iconv_close(converter) }
  }

  /// Appends a piece as UTF-8, which may still hold bad bytes where the stream itself is UTF-8.
  mutating func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into decoded: inout [UInt8]
  ) {
    if encoding == .utf8 { return decoded.append(contentsOf: bytes) }
    guard let converter else { return decodeWindows1252(bytes, into: &decoded) }
    if rest.isEmpty {
      convert(bytes, with: converter, isLast: isLast, into: &decoded)
    } else {
      let whole = rest + bytes
      rest = []
      whole.withUnsafeBufferPointer {
        convert($0, with: converter, isLast: isLast, into: &decoded)
      }
    }
  }

  private mutating func convert(
    _ bytes: UnsafeBufferPointer<UInt8>, with converter: iconv_t, isLast: Bool,
    into decoded: inout [UInt8]
  ) {
    withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 16) { output in
      guard let base = bytes.baseAddress, let written = output.baseAddress else { return }
      var input: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: base)
        .assumingMemoryBound(to: CChar.self)
      var left = bytes.count
      while left > 0 {
        var room = output.count
        var end: UnsafeMutablePointer<CChar>? = written.assumingMemoryBound(to: CChar.self)
        let result = iconv(converter, &input, &left, &end, &room)
        let reason = errno
        decoded.append(contentsOf: output[..<(output.count - room)])
        guard result == -1, reason != E2BIG, let place = input else { continue }
        if reason == EINVAL && !isLast {
          rest = (0..<left).map { UInt8(bitPattern: place[$0]) }
          return
        }
        decoded.append(contentsOf: replacementCharacter)
        let skipped = reason == EINVAL ? left : min(encoding.unitSize, left)
        input = place + skipped
        left -= skipped
      }
    }
  }
}

extension Encoding {
  /// How many bytes are left out where one is bad.
  fileprivate var unitSize: Int {
    name.hasPrefix("utf-16") ? 2 : (name.hasPrefix("utf-32") ? 4 : 1)
  }
}

let replacementCharacter: [UInt8] = [0xEF, 0xBF, 0xBD]

/// Done here, not by iconv, so that the encoding of last resort takes every byte on every system.
private func decodeWindows1252(_ bytes: UnsafeBufferPointer<UInt8>, into decoded: inout [UInt8]) {
  for byte in bytes {
    switch byte {
    case ..<0x80: decoded.append(byte)
    case 0x80...0x9F:
      decoded.append(contentsOf: String(windows1252[Int(byte) - 0x80]).utf8)
    default: decoded.append(contentsOf: [0xC0 | byte >> 6, 0x80 | byte & 0x3F])
    }
  }
}

/// 0x80 to 0x9F; five of them mean nothing.
let windows1252 = Array(
  "€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ".unicodeScalars)
