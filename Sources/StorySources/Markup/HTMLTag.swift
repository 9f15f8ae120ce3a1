// The elements and attributes of HTML that mean something to a reader.

/// An element's name; `other` for all that change nothing about the text.
enum HTMLTag: UInt8, CaseIterable {
  case root, text, other
  case html, head, body, title, meta, link, base, script, style, template, noscript
  case article, section, main, div, header, footer, nav, aside, address, hgroup, center
  case p, br, hr, wbr, pre, blockquote, q, cite, figure, figcaption, details, summary, dialog
  case h1, h2, h3, h4, h5, h6
  case ul, ol, li, dl, dt, dd, menu, dir
  case table, caption, thead, tbody, tfoot, tr, td, th, col, colgroup
  case a, b, strong, i, em, u, s, del, ins, small, big, font, tt, code, kbd, samp, span, mark, time
  case abbr, sub, sup, ruby, rt, rp, label, data, `var`, dfn
  case img, picture, source, video, audio, track, iframe, object, embed, param, canvas, svg, math
  case map, area
  case form, input, button, select, option, optgroup, textarea, fieldset, legend, datalist, output
  case progress, meter
  case noembed, noframes, xmp, plaintext, listing, marquee, frameset, frame

  private static let byHash: [UInt64: HTMLTag] = {
    var tags: [UInt64: HTMLTag] = [:]
    for tag in allCases where tag.rawValue > HTMLTag.other.rawValue {
      tags[hashOfName("\(tag)".utf8)] = tag
    }
    return tags
  }()

  init(_ name: UnsafeBufferPointer<UInt8>) {
    self = name.count > 10 ? .other : Self.byHash[hashOfName(name)] ?? .other
  }

  /// Has no content and no end tag.
  var isVoid: Bool {
    switch self {
    case .br, .hr, .wbr, .img, .meta, .link, .base, .input, .col, .area, .embed, .param, .source,
      .track, .frame:
      true
    default: false
    }
  }

  /// What stands within is text up to the end tag, without tags.
  var isRawText: Bool {
    switch self {
    case .script, .style, .xmp, .iframe, .noembed, .noframes, .title, .textarea, .plaintext: true
    default: false
    }
  }

  /// Begins and ends a paragraph.
  var isBlock: Bool {
    switch self {
    case .html, .body, .article, .section, .main, .div, .header, .footer, .nav, .aside, .address,
      .hgroup, .center, .p, .hr, .pre, .blockquote, .figure, .figcaption, .details, .summary,
      .dialog, .h1, .h2, .h3, .h4, .h5, .h6, .ul, .ol, .li, .dl, .dt, .dd, .menu, .dir, .table,
      .caption, .thead, .tbody, .tfoot, .tr, .td, .th, .form, .fieldset, .legend, .xmp,
      .plaintext, .listing, .optgroup, .option, .video, .audio, .iframe, .marquee, .root:
      true
    default: false
    }
  }

  var isHeading: Bool { HTMLTag.h1.rawValue <= rawValue && rawValue <= HTMLTag.h6.rawValue }

  /// An open paragraph ends before it.
  var closesParagraph: Bool {
    switch self {
    case .article, .section, .main, .div, .header, .footer, .nav, .aside, .address, .hgroup,
      .center, .p, .hr, .pre, .blockquote, .figure, .figcaption, .details, .summary, .dialog, .h1,
      .h2, .h3, .h4, .h5, .h6, .ul, .ol, .dl, .menu, .dir, .form, .fieldset, .table, .xmp,
      .plaintext, .listing, .li, .dt, .dd:
      true
    default: false
    }
  }

  /// Wraps a few words; may overlap others without harm.
  var isFormatting: Bool {
    switch self {
    case .a, .b, .strong, .i, .em, .u, .s, .del, .ins, .small, .big, .font, .tt, .code, .kbd,
      .samp, .span, .mark, .abbr, .sub, .sup, .label, .cite, .q:
      true
    default: false
    }
  }
}

/// The attributes that are kept.
enum HTMLAttributeName: UInt8, CaseIterable {
  case id, `class`, href, src, alt, title, name, property, content, rel, itemprop, datetime, type
  case lang, role, style, hidden, start, value, reversed, width, height, colspan, charset, open
  case itemtype, media, cite, dir

  private static let byHash: [UInt64: HTMLAttributeName] = {
    var names: [UInt64: HTMLAttributeName] = [:]
    for name in allCases { names[hashOfName("\(name)".utf8)] = name }
    return names
  }()

  init?(_ name: UnsafeBufferPointer<UInt8>) {
    guard name.count <= 8, let known = Self.byHash[hashOfName(name)] else { return nil }
    self = known
  }
}

/// Of the letters in lower case.
private func hashOfName(_ name: some Sequence<UInt8>) -> UInt64 {
  name.reduce(0xCBF2_9CE4_8422_2325) { hash, byte in
    (hash ^ UInt64(0x41 <= byte && byte <= 0x5A ? byte | 0x20 : byte)) &* 0x100_0000_01B3
  }
}
