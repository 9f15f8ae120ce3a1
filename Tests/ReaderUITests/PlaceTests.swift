import StoryParsing
import Testing

@Test func ranges() { #expect(TextRange(0, 2).count == 2) }
