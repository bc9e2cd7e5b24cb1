import Curate
import Testing

@Suite struct ThresholdTests {
  @Test(arguments: [
    ("0.7", 7, 10), ("0.70", 7, 10), (".5", 5, 10), ("1", 1, 1), ("0", 0, 1), ("1.0", 1, 1),
    ("0.123456", 123_456, 1_000_000), (".0", 0, 1), ("00.25", 25, 100),
  ])
  func `a decimal is kept exactly`(text: String, numerator: Int, denominator: Int) throws {
    let threshold = try Threshold(text)
    #expect(threshold.numerator == numerator)
    #expect(threshold.denominator == denominator)
    #expect(threshold.double == Double(text))
  }

  @Test(arguments: [
    "", ".", "1.1", "2", "-0.5", "+0.5", "0,7", "70%", "7e-1", "0.1234567", "0.7.1", " 0.7", "٠",
    "99999999999999999999",
  ])
  func `anything else is refused with what to write`(text: String) {
    let refusal = #expect(throws: InvalidThreshold.self) { try Threshold(text) }
    #expect(refusal?.description.contains("such as 0.7") == true)
  }

  @Test(arguments: ["0", "1", "0.7", "0.05", "0.123456"])
  func `its description reads back as itself`(text: String) throws {
    #expect(try Threshold(text).description == text)
  }
}
