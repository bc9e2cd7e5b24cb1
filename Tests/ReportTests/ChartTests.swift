import Base
import Store
import Testing

@testable import Report

@Suite struct ChartTests {
  private func widths(_ html: HTML) -> [Double] {
    html.text.matches(of: /<rect[^>]* width="([\d.]+)%"/).compactMap { Double($0.1) }
  }

  @Test func `bars are as long as their values, the longest over the whole width`() {
    let bars = Bars([
      .init(label: "a", value: "", parts: [.init(name: "x", value: 30, color: 0)]),
      .init(
        label: "b", value: "",
        parts: [.init(name: "x", value: 45, color: 0), .init(name: "y", value: 15, color: 1)]),
    ])
    // Each after its rail.
    #expect(widths(bars.html) == [100, 50, 100, 75, 25])
  }

  @Test func `shares take the whole width, and nothing is drawn of nothing`() {
    let bars = Bars(shares: [
      .init(label: "a", value: "", parts: [.init(name: "x", value: 1, color: 0)]),
      .init(label: "b", value: "", parts: [.init(name: "x", value: 0, color: 0)]),
    ])
    #expect(widths(bars.html) == [100, 100, 100])
  }

  @Test func `bars after the fortieth are folded`() {
    let bars = Bars(
      (0..<100).map { number in
        .init(label: "\(number)", value: "", parts: [.init(name: "x", value: 1, color: 0)])
      })
    #expect(bars.html.text.contains("<summary>60 more</summary>"))
    #expect(bars.html.text.matches(of: /<svg/).count == 100)
  }

  @Test func `columns that hold something are seen, and empty ones have no height`() {
    let columns = Columns(
      title: "n",
      columns: [(1, 1_000_000), (2, 0), (4, 1)].map { start, count in
        .init(label: "\(start)", count: count, title: "\(start)")
      })
    let heights = columns.html.text.matches(of: /<rect[^>]* height="([\d.]+)"/).map { String($0.1) }
    #expect(heights == ["120", "0", "1.5"])
  }

  @Test func `an icicle's bands are as wide as their parts, at every level`() {
    let icicle = Icicle(
      roots: [
        .init(
          name: "a", size: 75,
          children: [.init(name: "c", size: 50), .init(name: "d", size: 25)]),
        .init(name: "b", size: 25),
      ], depth: 2, unit: "rows")
    #expect(widths(icicle.html) == [75, 50, 25, 25])
  }

  @Test func `a label is shown only where there is room for it`() {
    #expect(Room(for: "short", in: 1).name == "w280")
    #expect(Room(for: "short", in: 0.1).name == "w480")
    #expect(Room(for: "short", in: 0.01).name == nil)
    #expect(Room(for: "日本語日本語日本語日本語", in: 0.5).name == "w480")
  }

  @Test func `the style sheet knows every room that a label may need`() throws {
    let style = try #require(EmbeddedFile.text("Data/report.css"))
    for step in Room.steps {
      #expect(style.contains("max-width: \(step - 1).9px) { .w\(step) { display: none; } }"))
    }
  }

  @Test func `a hundred disciplines fold, and no discipline at all is told`() {
    let columns = ["field", "discipline", "subject", "examples"]
    func places(_ rows: [[Value]]) -> Places {
      Places(Table(sql: "", columns: columns, cells: rows))
    }
    let many = places(
      (0..<120).flatMap { index in
        (0..<50).map { [.null, .text("d\(index)"), .text("s\($0)"), .integer(50 - $0)] }
      })
    #expect(many.isPlaced && many.disciplines.count == 120 && many.subjects == 6000)
    #expect(many.list.text.contains("80 more disciplines"))
    #expect(many.list.text.contains("and 30 more"))
    #expect(many.icicle.depth == 2)
    let none = places([[.null, .null, .null, .integer(52)]])
    #expect(!none.isPlaced && none.total == 52)
  }
}
