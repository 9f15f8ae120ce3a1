// The letters that fold to others: which accents, strokes and joined forms lede looks through.

/// Each line: what is found, then the lower-case letters in whose place it may be typed.
///
/// The first table holds every letter whose canonical decomposition is a plain letter and
/// nonspacing marks, and the letters with a stroke or hook, which Unicode does not decompose.
enum FoldLetters {
  static let accented = """
    a àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặⱥ
    ae ǣǽ
    b ḃḅḇƀɓ
    c çćĉċčḉ
    d ďḋḍḏḑḓđɗ
    e èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệɇ
    f ḟ
    g ĝğġģǧǵḡǥɠ
    h ĥȟḣḥḧḩḫẖħ
    i ìíîïĩīĭįǐȉȋḭḯỉịıɨ
    j ĵǰ
    k ķǩḱḳḵƙ
    l ĺļľḷḹḻḽłŀ
    m ḿṁṃ
    n ñńņňǹṅṇṉṋŋɲ
    o òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợøǿ
    p ṕṗ
    r ŕŗřȑȓṙṛṝṟ
    s śŝşšșṡṣṥṧṩẛ
    t ţťțṫṭṯṱẗŧⱦ
    u ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữựʉ
    v ṽṿ
    w ŵẁẃẅẇẉẘ
    x ẋẍ
    y ýÿŷȳẏẙỳỵỷỹ
    z źżžẑẓẕƶ
    α άἀἁἂἃἄἅἆἇὰάᾀᾁᾂᾃᾄᾅᾆᾇᾰᾱᾲᾳᾴᾶᾷ
    ε έἐἑἒἓἔἕὲέ
    η ήἠἡἢἣἤἥἦἧὴήᾐᾑᾒᾓᾔᾕᾖᾗῂῃῄῆῇ
    ι ΐίϊἰἱἲἳἴἵἶἷὶίῐῑῒΐῖῗ
    ο όὀὁὂὃὄὅὸό
    ρ ῤῥ
    υ ΰϋύὐὑὒὓὔὕὖὗὺύῠῡῢΰῦῧ
    ω ώὠὡὢὣὤὥὦὧὼώᾠᾡᾢᾣᾤᾥᾦᾧῲῳῴῶῷ
    ϒ ϓϔ
    а ӑӓ
    г ѓ
    е ѐёӗ
    ж ӂӝ
    з ӟ
    и йѝӣӥ
    к ќ
    о ӧ
    у ўӯӱӳ
    ч ӵ
    ы ӹ
    э ӭ
    і ї
    ѵ ѷ
    ә ӛ
    ө ӫ
    א אַאָאּ
    ב בּבֿ
    ג גּ
    ד דּ
    ה הּ
    ו וּוֹ
    ז זּ
    ט טּ
    י יִיּ
    ך ךּ
    כ כּכֿ
    ל לּ
    מ מּ
    נ נּ
    ס סּ
    ף ףּ
    פ פּפֿ
    צ צּ
    ק קּ
    ר רּ
    ש שׁשׂשּׁשּׂשּ
    ת תּ
    ײ ײַ
    ا آأإ
    و ؤ
    ي ئ
    ہ ۂ
    ے ۓ
    ە ۀ
    """

  /// Forms of the printer rather than of the language: never exact, even when typed.
  static let typographic = """
    ae æ
    oe œ
    th þ
    d ð
    ss ß
    ij ĳ
    'n ŉ
    s ſ
    ff ﬀ
    fi ﬁ
    fl ﬂ
    ffi ﬃ
    ffl ﬄ
    st ﬅﬆ
    σ ς
    a ª
    o º
    0 ⁰₀
    1 ¹₁①
    2 ²₂②
    3 ³₃③
    4 ⁴₄④
    5 ⁵₅⑤
    6 ⁶₆⑥
    7 ⁷₇⑦
    8 ⁸₈⑧
    9 ⁹₉⑨
    i ⅰ
    ii ⅱ
    iii ⅲ
    iv ⅳ
    v ⅴ
    vi ⅵ
    vii ⅶ
    viii ⅷ
    ix ⅸ
    x ⅹ
    no №
    tm ™
    ' ‘’‚‛′ʼʹ＇
    " “”„‟″«»
    - ‐‑‒–—―−﹘﹣
    ... …
    , ，、
    """

  /// U+FF66…U+FF9D in order: katakana at half width.
  static let halfWidth = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"

  /// Accents and points that are left out of Latin, Greek, Cyrillic, Hebrew and Arabic words.
  ///
  /// Marks of other scripts (vowels in Devanagari or Thai) are part of the word and stay.
  static let marks: [ClosedRange<UInt32>] = [
    0x300...0x36F, 0x483...0x487, 0x591...0x5BD, 0x5BF...0x5BF, 0x5C1...0x5C2, 0x5C4...0x5C5,
    0x5C7...0x5C7, 0x610...0x61A, 0x64B...0x65F, 0x670...0x670, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF,
    0x20D0...0x20F0, 0xFE20...0xFE2F,
  ]

  /// Soft hyphens, joiners, direction marks and variation selectors: nothing one sees or types.
  static let unseen: [ClosedRange<UInt32>] = [
    0xAD...0xAD, 0x61C...0x61C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069,
    0xFE00...0xFE0F, 0xFEFF...0xFEFF,
  ]

  static let blanks: [ClosedRange<UInt32>] = [
    0xA0...0xA0, 0x2000...0x200A, 0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000,
  ]

  /// Where capitals lie in the basic plane beyond ASCII.
  static let cased: [ClosedRange<UInt32>] = [
    0xC0...0x58F, 0x10A0...0x10FF, 0x13A0...0x13FF, 0x1C80...0x1CBF, 0x1E00...0x1FFF,
    0x2100...0x218F, 0x24B6...0x24CF, 0x2C00...0x2DFF, 0xA640...0xA7FF, 0xFF21...0xFF3A,
  ]
}
