import Base
import TestSupport
import Testing

@testable import seedbed

@Suite struct DrawnAreaTests {
  private static let pieces = ["questions", "日本語", "12/34", "한국어 🌱", "e\u{301}", "[###---]", ""]

  private func screen(_ width: Int) -> Screen {
    Screen(width: width) { Printable.width(of: $0) }
  }

  private func lines(_ random: inout SplitMix64, most: Int) -> [String] {
    (0..<Int.random(in: 1...most, using: &random)).map { _ in
      (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in
        DrawnAreaTests.pieces.randomElement(using: &random)
      }.joined(separator: " ")
    }
  }

  @Test(arguments: Effort.seeds(30, long: 3000))
  func `whatever was drawn before, only the last picture is left, and nothing after the end`(
    _ seed: UInt64
  ) {
    var random = SplitMix64(seed: seed)
    let width = Int.random(in: 2...200, using: &random)
    let terminal = Terminal.screen(width)
    var (screen, area, said) = (screen(width), DrawnArea(), [String]())
    for turn in 0..<20 {
      let lines = lines(&random, most: 9)
      screen.write(area.draw(lines.map { .init(text: $0) }, terminal))
      let fitted = lines.map { Printable.fit($0, max(1, width - 1)) }
      #expect(trimmed(screen.lines) == trimmed(said + fitted))
      guard Bool.random(using: &random) else { continue }
      screen.write(area.erase(terminal) + "\(turn)\n")
      said.append(contentsOf: broken("\(turn)", width))
    }
    screen.write(area.erase(terminal))
    #expect(trimmed(screen.lines) == trimmed(said))
    #expect(screen.unknown == [])
  }

  private func broken(_ text: String, _ width: Int) -> [String] {
    stride(from: 0, to: text.count, by: width).map { String(text.dropFirst($0).prefix(width)) }
  }

  /// Without spaces at the ends of lines and without empty lines at the end.
  private func trimmed(_ lines: [String]) -> [String] {
    var trimmed = lines.map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
    while trimmed.last == "" { trimmed.removeLast() }
    return trimmed
  }

  @Test func `a picture keeps to the lines of the screen, its last ones`() {
    var terminal = Terminal.screen(20)
    terminal.height = 3
    var (screen, area) = (screen(20), DrawnArea())
    screen.write(area.draw(["1", "2", "3", "4"].map { .init(text: $0) }, terminal))
    #expect(screen.lines == ["3", "4"])
  }

  @Test func `lines that a narrower window broke are taken away, too`() {
    var area = DrawnArea()
    _ = area.draw([.init(text: "0123456789"), .init(text: "0123")], .screen(20))
    // Ten columns in four are three lines; four are one.
    #expect(area.erase(.screen(4)) == "\r\u{1B}[3A\u{1B}[J")
  }

  @Test func `trouble has a colour that takes no column, controls are made visible`() {
    var area = DrawnArea()
    let line = DrawnArea.Line(text: "failed", isTrouble: true)
    #expect(area.draw([line], .screen(8)) == "\rfailed\u{1B}[K\u{1B}[J")
    #expect(
      area.draw([line], .screen(7, hasColours: true))
        == "\r\u{1B}[31mfailed\u{1B}[0m\u{1B}[K\u{1B}[J")
    #expect(area.draw([.init(text: "a\u{1B}[2Jb")], .screen(20)).contains("a␛[2Jb"))
  }
}
