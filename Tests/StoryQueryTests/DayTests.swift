// Days against a calendar's.
import FoundationEssentials
import StoryQuery
import Testing

@Suite struct Days {
  @Test func everyDayOfFourCenturiesIsTheCalendars() {
    let style = Date.ISO8601FormatStyle().year().month().day()
    for day in stride(from: -60_000, through: 90_000, by: 7) {
      let date = Date(timeIntervalSince1970: Double(day) * 86_400 + 86_399)
      #expect(Day(date).iso == date.formatted(style))
    }
  }

  @Test func aDayKnowsItsNumber() {
    for number in stride(from: -800_000, through: 800_000, by: 97) {
      let day = Day(Date(timeIntervalSince1970: Double(number) * 86_400))
      #expect(day == Day(number: number))
      #expect(day.number == number)
    }
  }

  @Test func daysFarAwayAreDays() {
    for seconds in [-Double.infinity, .nan, -1e300, 1e300, .infinity] {
      #expect((1...31).contains(Day(Date(timeIntervalSince1970: seconds)).day))
    }
  }
}
