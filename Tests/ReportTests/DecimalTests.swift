import Testing

@testable import Report

@Suite struct DecimalTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (12_345_678, "12,345,678"), (-1234, "-1,234"),
    (Int.min, "-9,223,372,036,854,775,808"),
  ])
  func `thousands are parted`(_ number: Int, _ text: String) {
    #expect(Decimal.grouped(number) == text)
  }

  @Test(arguments: [
    (7, "7"), (999, "999"), (1000, "1k"), (1250, "1.3k"), (16_384, "16k"), (2_000_000, "2M"),
  ])
  func `labels are short`(_ number: Int, _ text: String) {
    #expect(Decimal.short(number) == text)
  }

  @Test(arguments: [
    (0.5, "0.5"), (0.66667, "0.6667"), (12.346, "12.35"), (1234.5, "1,235"), (3, "3"),
    (0.00001, "1e-05"), (.infinity, "inf"),
  ])
  func `real numbers keep the digits that count`(_ number: Double, _ text: String) {
    #expect(Decimal.readable(number) == text)
  }
}
