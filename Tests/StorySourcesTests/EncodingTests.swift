import StorySources
import Testing

private func encoded(_ text: String, bigEndian: Bool = false) -> [UInt8] {
  text.utf16.flatMap { unit -> [UInt8] in
    let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    return bigEndian ? bytes.reversed() : bytes
  }
}

private func expect(_ bytes: [UInt8], _ text: String, _ encoding: String) {
  let result = read(bytes: bytes)
  #expect(result.texts == [text])
  #expect(result.documents.first?.encoding == encoding)
}

@Test func aByteOrderMarkDecides() {
  expect([0xEF, 0xBB, 0xBF] + Array("Café".utf8), "Café", "utf-8")
  expect([0xFF, 0xFE] + encoded("Café 😀"), "Café 😀", "utf-16le")
  expect([0xFE, 0xFF] + encoded("Café 😀", bigEndian: true), "Café 😀", "utf-16be")
  expect([0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0, 0x00, 0xF6, 0x01, 0], "A😀", "utf-32le")
}

@Test func wideTextIsEvidentWithoutAMark() {
  expect(encoded("Port reopens, Café"), "Port reopens, Café", "utf-16le")
  expect(encoded("Port reopens, Café", bigEndian: true), "Port reopens, Café", "utf-16be")
}

@Test func aDeclaredEncodingIsHonoured() {
  let head = Array("Id: 1\nEncoding: iso-8859-2\n\n".utf8)
  expect(head + [0xA3, 0xF3, 0x64, 0xBC], "Łódź", "iso-8859-2")
  expect(
    Array("Id: 1\r\nCharset: \"ISO-2022-JP\"\r\n\r\n".utf8)
      + [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x4B, 0x5C, 0x1B, 0x28, 0x42], "日本", "iso-2022-jp")
  expect(Array("Id: 1\nEncoding: latin1\n\nCafé".utf8), "Café", "utf-8")
  expect(Array("Id: 1\nEncoding: ../../evil\n\nCafé".utf8), "Café", "utf-8")
}

@Test func whatIsNotUTF8IsReadAsWesternText() {
  expect(
    Array("Caf".utf8) + [0xE9, 0x20, 0x93, 0x41, 0x94, 0x20, 0x80], "Café “A” €", "windows-1252")
}

@Test func badBytesSurviveAsReplacementCharacters() {
  expect(
    Array("Café à la ".utf8) + [0xFF] + Array(" carte".utf8), "Café à la \u{FFFD} carte", "utf-8")
  let head = Array("Id: 1\nEncoding: euc-jp\n\n".utf8)
  expect(head + [0xC6, 0xFC, 0xFF, 0x41, 0xC6], "日\u{FFFD}A\u{FFFD}", "euc-jp")
  expect([0xFF, 0xFE, 0x41, 0, 0x00, 0xD8, 0x42, 0, 0x43], "A\u{FFFD}B\u{FFFD}", "utf-16le")
}

@Test func otherAlphabetsAreEvident() {
  expect(
    [0xCF, 0xEE, 0xF0, 0xF2, 0x20, 0xEE, 0xF2, 0xEA, 0xF0, 0xFB, 0xF2], "Порт открыт",
    "windows-1251")
  expect(
    [0xF0, 0xCF, 0xD2, 0xD4, 0x20, 0xCF, 0xD4, 0xCB, 0xD2, 0xD9, 0xD4], "Порт открыт", "koi8-r")
  expect(
    [0x82, 0xB1, 0x82, 0xEA, 0x82, 0xCD, 0x93, 0xFA, 0x96, 0x7B], "これは日本", "shift_jis")
  expect(
    [0xA4, 0xB3, 0xA4, 0xEC, 0xA4, 0xCF, 0xC6, 0xFC, 0xCB, 0xDC], "これは日本", "euc-jp")
  expect(
    [0xD6, 0xD0, 0xB9, 0xFA, 0xB5, 0xC4, 0xB8, 0xDB, 0xBF, 0xDA], "中国的港口", "gb18030")
  expect(
    Array("Caf".utf8) + [0x8E, 0x0D] + Array("na".utf8) + [0x95, 0x76, 0x65], "Café\nnaïve",
    "macintosh")
}
