import Base
import Testing

@Suite struct PrintableTests {
  @Test(arguments: [
    ("", 0), ("plain", 5), ("日本語", 6), ("ﾊﾝｶｸ", 4), ("ＦＵＬＬ", 8), ("한국어", 6),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("e\u{301}é", 2), ("กำ", 2), ("🌱", 2), ("👩‍👩‍👧‍👦", 2), ("🇯🇵", 2),
    ("❤\u{FE0F}", 2), ("❤", 1), ("1\u{FE0F}\u{20E3}", 2), ("👍🏽", 2), ("\u{200B}\u{FEFF}", 0),
    ("…⏎␛─", 4), ("𠮷", 2), ("क्ष", 2), ("(^_^)", 5),
  ])
  func `characters take the columns a terminal gives them`(_ text: String, _ width: Int) {
    #expect(Printable.width(of: text) == width)
  }

  @Test(arguments: [
    ("plain", 5, "plain"), ("plain", 4, "pla…"), ("plain", 1, "…"), ("plain", 0, ""),
    ("日本語", 6, "日本語"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("日本語", 1, "…"),
    ("a\nb\r\nc", 10, "a⏎b⏎c"), ("\u{1B}[31m", 10, "␛[31m"), ("e\u{301}e\u{301}", 1, "…"),
    ("\u{202E}x", 20, "\\u{202e}x"), ("", 3, ""),
  ])
  func `text is cut to fit`(_ text: String, _ width: Int, _ fitted: String) {
    #expect(Printable.fit(text, width) == fitted)
  }

  @Test func `a tower of marks is cut down`() {
    let tower = "e" + String(repeating: "\u{301}", count: 10_000)
    #expect(Printable.fit(tower, 5).unicodeScalars.count == 16)
  }

  @Test func `what is cut never takes more columns than there are`() {
    let text = "a日e\u{301}👩‍👩‍👧\u{9B}|語🇯🇵\u{0}end"
    for width in 0...30 {
      #expect(Printable.width(of: Printable.fit(text, width)) <= width)
    }
  }

  @Test func `lines of talk keep their ends and nothing else that controls`() {
    #expect(Printable.lines("a\nb\r\nc\u{1B}\u{2028}") == "a\nb\nc␛⏎")
    #expect(Printable.line("a\nb\u{7F}\u{9B}") == "a⏎b␡\\u{9b}")
  }
}
