import Testing

@testable import Curate

@Suite struct CalibrationTests {
  @Test(arguments: [
    (["Name three rivers.", "日本"], "0.7"), (["日本の首都はどこですか。", "Python"], "0.8"),
    (["中国最高的山是什么？"], "0.75"), (["한국에서 가장 높은 산은?"], "0.75"), (["12 34", ""], "0.7"),
  ])
  func `the threshold is that of the script of most tokens`(
    texts: [String], threshold: String
  ) throws {
    let rows = try DedupRows(texts, by: .unicode)
    #expect(Calibration.cutoff(for: rows, .unicode) == Cutoff(above: try Threshold(threshold)))
    #expect(Calibration.cutoff(for: rows, .characterBigram) == Cutoff(above: .selfInstruct))
  }
}
