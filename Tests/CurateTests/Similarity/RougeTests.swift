import Base
import Curate
import Foundation
import TestSupport
import Testing

@Suite struct RougeTests {
  @Test func `the fox scores as in rouge_score's own tests`() {
    let (target, prediction) = (
      "The quick brown fox jumps over the lazy dog", "The quick brown dog jumps on the log."
    )
    let score = Rouge.scoreL(target, prediction)
    #expect(abs(score.recall - 0.55556) < 1e-5)
    #expect(score.precision == 0.625)
    #expect(abs(score.f - 0.58824) < 1e-5)
    #expect(abs(Rouge.scoreN(1, target, prediction).f - 0.70588) < 1e-5)
    #expect(abs(Rouge.scoreN(2, target, prediction).f - 0.26667) < 1e-5)
  }

  @Test func `short texts score as in rouge_score's own tests`() {
    let one = Rouge.scoreN(1, "testing one two", "testing")
    #expect((one.recall, one.precision, one.f) == (1.0 / 3, 1, 0.5))
    #expect(Rouge.scoreN(2, "testing one two", "testing one").f == 2.0 / 3)
    #expect(Rouge.scoreL("testing one two", "testing one").f == 0.8)
    #expect(Rouge.scoreL("testing one two", "testing two").f == 0.8)
    #expect(Rouge.scoreL("first text", "text first").f == 0.5)
    #expect(Rouge.scoreN(2, "first text", "text first").f == 0)
    #expect(Rouge.scoreL([1, 2, 3, 4, 5], [2, 5, 3, 4]).overlap == 3)
  }

  @Test(arguments: ["", "/", "日本"])
  func `a side without tokens scores nothing`(text: String) {
    #expect(Rouge.scoreL("testing one two", text).f == 0)
    #expect(Rouge.scoreL(text, "testing one two").f == 0)
    #expect(Rouge.scoreL(text, text).f == 0)
    #expect(Rouge.scoreN(1, text, "testing").f == 0)
  }

  @Test(arguments: [
    (
      "Pythonでリストを逆順にする方法を3つ教えてください。", "Pythonの歴史について3行で説明してください。"
    ), ("파이썬에서 리스트를 정렬하는 방법 2가지", "서울에서 부산까지 가는 방법 2가지"),
  ])
  func `unrelated questions are equal by ASCII leftovers and not by unicode-1`(
    one: String, other: String
  ) {
    #expect(Rouge.scoreL(one, other).f == 1)
    #expect(Rouge.scoreL(one, other, by: .unicode).f < 0.7)
    #expect(Rouge.scoreL(one, one, by: .unicode).f == 1)
    #expect(Tokenizer.rougeASCII.coverage(of: one) < 0.4)
  }

  @Test(.enabled(if: RougeVectors.isThere, "../shared/corpora/rouge_vectors.jsonl is absent"))
  func `every pair scores as in rouge_score, to the last bit`() throws {
    let cutoff = Cutoff(above: .selfInstruct, ties: .reference)
    for row in try RougeVectors.load() {
      let score = Rouge.scoreL(row.a, row.b)
      #expect(score.targetLength == row.m && score.predictionLength == row.n, "\(row)")
      #expect(score.overlap == row.lcs, "\(row)")
      #expect(score.f == row.rougeL, "\(row)")
      #expect(Rouge.scoreN(1, row.a, row.b).f == row.rouge1, "\(row)")
      #expect(Rouge.scoreN(2, row.a, row.b).f == row.rouge2, "\(row)")
      let isAbove = row.m > 0 && row.n > 0 && score.overlap >= cutoff.need(row.m, row.n)
      #expect(isAbove == row.above, "\(row)")
    }
  }

  /// Its makers removed near-duplicates with rouge_score, so exact copies are all that is left.
  @Test(.enabled(if: Effort.isLong && Corpora.has("alpaca_52k.jsonl"), "long, or without Alpaca"))
  func `none of Alpaca's distinct instructions is a near-duplicate of another`() throws {
    let lines = try String(contentsOf: Corpora.file("alpaca_52k.jsonl"), encoding: .utf8)
    var (sequences, vocabulary, seen) = (TokenSequences(), Vocabulary(), Set<String>())
    for line in lines.split(separator: "\n") {
      let instruction = try JSON(parsing: String(line))["instruction"]?.string ?? ""
      guard seen.insert(instruction).inserted else { continue }
      sequences.append(instruction, by: .rougeASCII, in: &vocabulary)
    }
    let cutoff = Cutoff(above: .selfInstruct, ties: .reference)
    #expect(NearDuplicates(cutoff).findings(in: sequences).isEmpty)
    #expect(sequences.count > 50_000)
  }
}
