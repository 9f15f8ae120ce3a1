// What the authors of pages call their parts.

/// The words in an element's class and id: “entry-content”, “relatedPosts” and the like.
struct PartNames {
  private(set) var words: [String] = []

  init(of node: Int, in tree: HTMLTree) {
    for name in [HTMLAttributeName.class, .itemprop, .role] {
      if let bytes = tree.bytes(name, of: node) { add(bytes.prefix(400)) }
    }
    guard let id = tree.bytes(.id, of: node) else { return }
    let before = words.count
    add(id.prefix(400))
    // A longer one is a headline made into a name: “sharing-with-a-single-developer”.
    if words.count > before + 3 { words.removeSubrange(before...) }
  }

  private mutating func add(_ bytes: ArraySlice<UInt8>) {
    var word: [UInt8] = []
    var isParted = true
    var isAfterSmall = false
    for byte in bytes {
      let isCapital = 0x41 <= byte && byte <= 0x5A
      if !byte.isLetter {
        close(&word, isWhole: isParted && !byte.isDigit)
        isParted = !byte.isDigit
      } else if isCapital && isAfterSmall {
        close(&word, isWhole: false)
        isParted = false
      }
      if byte.isLetter { word.append(byte | 0x20) }
      isAfterSmall = byte.isLetter && !isCapital
    }
    close(&word, isWhole: isParted)
  }

  /// Machines make names such as “jpAd7x”: within them short words mean nothing.
  private mutating func close(_ word: inout [UInt8], isWhole: Bool) {
    if word.count > (isWhole ? 1 : 3) { words.append(String(decoding: word, as: UTF8.self)) }
    word = []
  }

  /// Whether two words follow each other, or stand as one.
  private func has(_ first: String, _ second: String) -> Bool {
    words.contains(first + second)
      || zip(words, words.dropFirst()).contains { $0 == (first, second) }
  }

  /// Holds the text of a story and little else.
  var isStoryText: Bool {
    for first in [
      "article", "entry", "post", "story", "content", "blog", "news", "artikel", "page",
    ] {
      for second in ["content", "body", "text", "inhalt"] where has(first, second) { return true }
    }
    return words.contains { ["articlebody", "maintext", "bodytext", "fulltext"].contains($0) }
      || has("body", "copy") || has("article", "copy")
  }

  /// Holds something beside the story.
  var isAside: Bool {
    words.contains { word in
      asideWords.contains(word) || asideBeginnings.contains { word.hasPrefix($0) }
    }
  }

  /// Leads to a story: mostly to others, but the first lines of this one are called so too.
  var isTeaser: Bool { words.contains { $0 == "teaser" || $0 == "teasers" } }

  /// Stands over the page until it is answered, or asks for an address.
  var isNotice: Bool {
    words.contains { word in
      noticeWords.contains(word) || noticeBeginnings.contains { word.hasPrefix($0) }
    }
  }

  /// Stands beside the story on every page of its site.
  var isSidebar: Bool {
    words.contains { $0.hasPrefix("sidebar") || ["complementary", "contentinfo"].contains($0) }
  }

  /// What readers wrote.
  var isComments: Bool {
    words.contains { word in commentBeginnings.contains { word.hasPrefix($0) } }
  }

  /// Says who wrote the story, when, and under which heading.
  var isCredit: Bool { words.contains { creditWords.contains($0) } }
}

private let asideWords: Set<String> = [
  "nav", "navbar", "menu", "footer", "foot", "sidebar", "aside", "share", "sharing", "sharedaddy",
  "shareaholic", "social", "socials", "related", "relatedposts", "recommended", "recommendations",
  "promo", "ad", "ads", "adv", "advert", "banner", "sponsor", "sponsored", "newsletter", "signup",
  "subscribe", "subscription", "breadcrumb", "breadcrumbs", "cookie", "cookies", "consent", "popup",
  "modal", "overlay", "toolbar", "pagination", "pager", "paging", "tags", "tagcloud", "taglist",
  "outbrain", "taboola", "disqus", "trending", "popular", "yarpp",
  "navigation", "complementary", "contentinfo", "search", "searchform", "login", "register",
  "masthead", "skip", "print", "noprint", "printonly", "hidden", "donate", "carousel",
  "slider", "ticker", "rating", "ratings", "vote", "votes", "copyright", "legal", "disclaimer",
  "screenreader", "werbung", "anzeige", "reklama", "publicite", "publicidad", "teilen", "partage",
  "compartir", "metanav", "headernav", "mostread", "mostpopular", "readmore", "morestories",
  "infobox", "toc", "ambox", "navbox", "editsection", "hatnote", "catlinks", "feedback",
  "authorbox", "authorbio", "bio", "aboutauthor", "prevnext", "postnav", "printfooter", "sns",
  "postprofile", "userinfo", "signature", "like", "likes", "similar", "kanren", "ilgili",
  "souvisejici", "citeste", "verwandte", "aehnliche", "etiketler", "etiquetas", "tagi",
]

private let noticeWords: Set<String> = ["modal", "overlay", "lightbox", "cmp", "dsgvo", "rgpd"]

private let noticeBeginnings = ["cookie", "consent", "gdpr", "newsletter", "popup"]

/// What stands over an advertisement.
let advertLabels: Set<String> = [
  "advertisement", "advertising", "advert", "ad", "anzeige", "werbung", "publicité", "pub",
  "publicidad", "publicidade", "pubblicità", "reklama", "реклама", "advertentie", "annons",
  "annonse", "annonce", "mainos", "iklan", "διαφήμιση", "hirdetés", "publicitate", "reklam",
  "広告", "광고", "广告", "廣告", "إعلان", "פרסומת",
]

/// How a line begins that leads to another story.
let pointingWords = [
  "read also", "read more", "read next", "see also", "also read", "related:", "more:", "lesen sie",
  "mehr zum thema", "zum thema", "auch interessant", "weiterlesen", "siehe auch", "lire aussi",
  "à lire", "voir aussi", "lea también", "lee también", "te puede interesar", "leggi anche",
  "vedi anche", "lees ook", "zie ook", "čtěte", "přečtěte", "viz také", "läs också", "läs även",
  "läs mer", "les også", "læs også", "lue myös", "czytaj", "zobacz", "przeczytaj", "читайте",
  "смотрите также", "дивіться також", "διαβάστε", "citește", "citiți", "olvassa", "ezt olvasta",
  "leia também", "ler também", "veja também", "ayrıca", "関連記事", "あわせて読みたい", "相关阅读",
  "相关新闻", "延伸阅读", "延伸閱讀", "관련기사", "관련 기사", "اقرأ", "קראו",
]

private let asideBeginnings = [
  "sidebar", "footer", "navig", "advert", "recommend", "relatedart", "relatedpo", "relatedst",
  "sharebutton", "sharebar", "sharelink", "sharetool", "socialmedia", "newsletter", "breadcrumb",
  "cookie", "promobox", "teaserlist", "weiterlesen", "powiaz", "podobne", "zobacz",
]

private let commentBeginnings = [
  "comment", "disqus", "kommentar", "komentar", "commentaire", "reply", "respond", "reactie",
  "yorum", "coment", "komment", "diskus", "diskuz", "hozzasz",
]

private let creditWords: Set<String> = [
  "byline", "author", "authors", "autor", "meta", "metadata", "postmeta", "entrymeta", "date",
  "dateline", "time", "timestamp", "published", "pubdate", "datum", "posted", "category",
  "categories", "tag", "tags", "kicker", "readtime", "readingtime", "views", "vcard", "info",
]
