import Curate
import Testing

@Suite struct CutoffTests {
  static let thresholds = ["0", "0.3", "0.5", "0.65", "0.7", "0.8", "0.95", "1"]

  @Test(arguments: thresholds)
  func `need is the least LCS above the threshold in integers`(text: String) throws {
    let threshold = try Threshold(text)
    let cutoff = Cutoff(above: threshold)
    for m in 1...40 {
      for n in 1...40 {
        let least = (0...).first { 2 * $0 * threshold.denominator > threshold.numerator * (m + n) }
        #expect(cutoff.need(m, n) == least)
      }
    }
  }

  @Test(arguments: thresholds.dropLast())
  func `need with reference ties is the least LCS whose double is above`(text: String) throws {
    let threshold = try Threshold(text)
    let (exact, reference) = (
      Cutoff(above: threshold), Cutoff(above: threshold, ties: .reference)
    )
    for m in stride(from: 1, through: 150, by: 7) {
      for n in m...150 {
        let need = reference.need(m, n)
        #expect(need == reference.need(n, m))
        #expect(exact.need(m, n) - need == 0 || exact.need(m, n) - need == 1)
        let least = RougeScore(overlap: need, targetLength: m, predictionLength: n)
        let less = RougeScore(overlap: need - 1, targetLength: m, predictionLength: n)
        #expect(less.f <= threshold.double && threshold.double < least.f)
      }
    }
  }

  @Test func `ties at 0.7 go both ways in the reference`() {
    let cutoff = Cutoff(above: .selfInstruct, ties: .reference)
    var (above, below) = (0, 0)
    for m in 1...150 {
      for n in 1...150 where 7 * (m + n) % 20 == 0 {
        let tie = 7 * (m + n) / 20
        guard tie <= min(m, n) else { continue }
        if cutoff.need(m, n) == tie { above += 1 } else { below += 1 }
      }
    }
    #expect(above > 0 && below > 0)
  }
}
