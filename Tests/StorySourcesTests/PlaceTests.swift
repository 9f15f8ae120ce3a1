import Testing
import StoryParsing

@Test func ranges() { #expect(TextRange(0, 2).count == 2) }
