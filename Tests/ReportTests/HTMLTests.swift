import Testing

@testable import Report

@Suite struct HTMLTests {
  @Test func `what is interpolated is escaped, and HTML is not`() {
    let hostile = "<script>alert(\"1\" & '2')</script>"
    let html: HTML = "<p title=\"\(hostile)\">\("<b>x</b>" as HTML)</p>"
    #expect(
      html.text == "<p title=\"&lt;script&gt;alert(&quot;1&quot; &amp; '2')&lt;/script&gt;\">"
        + "<b>x</b></p>")
  }

  @Test(arguments: [
    ("a\u{0}b", "a␀b"), ("\u{202E}turned", "\\u{202e}turned"), ("two\nlines", "two\nlines"),
    ("\u{1B}[31m", "␛[31m"),
  ])
  func `what would control the page is made visible`(_ text: String, _ shown: String) {
    let html: HTML = "\(text)"
    #expect(html.text == shown)
  }

  @Test func `a long text says that it is cut, and how long it is`() {
    let long = HTML.excerpt(String(repeating: "0123456789", count: 1_000_000))
    #expect(long.text.utf8.count < 800)
    #expect(long.text.contains("10,000,000 characters in all"))
    #expect(HTML.excerpt("short").text == "short")
    let lines = HTML.excerpt(String(repeating: "a\n", count: 100))
    #expect(lines.text.count { $0 == "\n" } < 21)
    #expect(lines.text.contains("200 characters in all"))
  }
}
