import CVTerm
import Testing

@Test func libvtermIsThere() { #expect(wcwidth(0x4e00) == 2 || wcwidth(0x4e00) == -1) }
