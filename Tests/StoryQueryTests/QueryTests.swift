// The query language: what is typed, and which texts answer it.
import FoundationEssentials
import StoryParsing
import StoryQuery
import Testing

@Suite struct Queries {
  /// Tuesday, 14 November 2023, a quarter past ten at night.
  static let now = Date(timeIntervalSince1970: 1_700_000_000)

  static let harbour: Candidate = {
    var story = Candidate()
    story.headline = "Harbour reopens in Zürich"
    story.text = "Harbour reopens in Zürich\nMayor Mara Quill thanked Antônio Costa. 東京の港も。"
    story.byline = "Jo Reed"
    story.sources = ["The Wire", "https://wire.example/feed"]
    story.names = [
      Candidate.Name(kind: .person, key: "person:mara quill", spellings: ["Mara Quill", "Quill"]),
      Candidate.Name(kind: .country, key: "country:PT", spellings: ["Portugal"]),
      Candidate.Name(kind: .organisation, key: "organisation:trust", spellings: ["Harbour Trust"]),
    ]
    story.tags = ["ports"]
    story.language = "en-GB"
    story.day = now - 3 * 86_400
    story.marks = [.unread, .starred]
    return story
  }()

  @Test(arguments: [
    "", "harbour", "Harbour reopens", "Harbour", "\"reopens in\"", "harb*", "\"in zur\"*", "zurich",
    "Zürich", "antonio", "antônio", "title:zurich", "from:reed", "from:\"jo reed\"",
    "person:quill", "person:\"mara q\"*", "country:portugal", "country:pt", "org:trust",
    "is:unread", "is:starred -is:read", "tag:ports", "source:wire", "lang:en", "lang:en-gb",
    "date:2023", "date:2023-11", "date:2023-11-11", "date:<1w", "date:>2d", "date:saturday",
    "date:last-week", "date:this-month", "date:november", "date:2023-10..2023-12", "date:>2023-10",
    "\"mayor costa\"~10", "\"costa mayor\"~4", "flood OR harbour", "(flood OR harbour) quill",
    "-flood", "-(flood OR rain)", "quill -title:quill", "東京", "港", "\"東京の港\"",
    // Half typed.
    "harbour OR", "harbour (", "(harbour", "harbour -", "\"reopens", "title:", "person:", "date:",
    "date:2", "date:y", "date:2023-1", "is:", "is:unr", "is:re", "lang:",
    "-(", "()", "...", "12:30 OR harbour", "https://x OR harbour",
  ])
  func finds(_ typed: String) throws {
    #expect(try Query(typed, today: Self.now).matches(Self.harbour))
  }

  @Test(arguments: [
    "flood", "hArbour", "Quill mara costa flood", "\"in reopens\"", "arbour", "title:quill",
    "zürïch", "antónio", "from:quill", "person:costa", "person:trust", "country:france",
    "country:p", "is:read", "-is:starred", "tag:port", "source:bbc", "lang:de", "lang:e",
    "date:2022", "date:<2d", "date:>1w", "date:today", "date:yesterday", "date:<2023-11",
    "\"mayor costa\"~1", "flood OR rain", "harbour flood", "-harbour", "quill -costa", "京東",
    "-(flood OR harbour)",
  ])
  func doesNotFind(_ typed: String) throws {
    #expect(try !Query(typed, today: Self.now).matches(Self.harbour))
  }

  @Test(arguments: [
    ("titel:x", 0), ("harbour titel:x", 8), ("harbour)", 7), ("date:soon", 5), ("is:good", 3),
    ("date:2023-13", 5), ("date:2023-02-30", 5), ("-date:nope", 6),
  ])
  func isExplained(_ typed: String, place: Int) {
    #expect { try Query(typed, today: Self.now) } throws: { error in
      (error as? QueryError)?.position == place
    }
  }

  @Test func whateverIsTypedIsAnsweredAtEveryKey() {
    let keys = Array("ab:-\"()*~ OR<>2.is:date:title:é東|\\")
    var random = SystemRandomNumberGenerator()
    for _ in 0..<3_000 {
      let typed = String((0..<12).map { _ in keys.randomElement(using: &random) ?? "a" })
      // Wrong or not, it comes to an end and its place lies within what was typed.
      do throws(QueryError) {
        _ = try Query(typed, today: Self.now).matches(Self.harbour)
      } catch {
        #expect((0...typed.count).contains(error.position), "\(typed)")
      }
    }
  }

  @Test func aThousandBracketsAreNoDanger() throws {
    let typed = String(repeating: "(", count: 20_000) + "harbour"
    #expect(try Query(typed, today: Self.now).matches(Self.harbour))
  }

  @Test func daysAreCountedAsTheCalendarHasThem() throws {
    for (typed, first, last) in [
      ("2024-02", 1_706_745_600.0, 1_709_251_200.0), ("1969", -31_536_000, 0),
      ("1600-02-29", -11_670_998_400, -11_670_912_000),
    ] {
      let wanted = DateStretch(
        from: Date(timeIntervalSince1970: first), to: Date(timeIntervalSince1970: last))
      #expect(readDate(typed, today: Self.now) == .stretch(wanted))
    }
  }
}
