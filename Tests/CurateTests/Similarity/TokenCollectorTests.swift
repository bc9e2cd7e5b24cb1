import Testing

@testable import Curate

@Suite struct TokenCollectorTests {
  private let words = ["go", "la ", "ti", "mé ", "の", "日 ", "한", "국 ", "x1 ", "", "Ü", "\u{301}"]

  @Test(arguments: Tokenizer.allCases, [1, 2, 5])
  func `any number of threads numbers tokens as one vocabulary does`(
    tokenizer: Tokenizer, threads: Int
  ) {
    var random = Seeded(4)
    var (sequences, vocabulary) = (TokenSequences(), Vocabulary())
    _ = vocabulary.ids(in: "ti go known", by: tokenizer)
    var collector = TokenCollector(
      by: tokenizer, sharing: vocabulary, threads: threads, batch: 200)
    for _ in 0..<300 {
      let text = (0..<Int.random(in: 0...20, using: &random)).map { _ in
        "\(words.randomElement(using: &random) ?? "")\(Int.random(in: 0...40, using: &random))"
      }.joined()
      sequences.append(text, by: tokenizer, in: &vocabulary)
      collector.append(text)
    }
    collector.finish()
    #expect(collector.sequences.tokens == sequences.tokens)
    #expect(
      (0..<300).map { collector.sequences.range(of: $0) } == (0..<300).map(sequences.range(of:)))
    #expect(collector.vocabulary.count == vocabulary.count)
    #expect(
      (0..<UInt32(vocabulary.count)).allSatisfy {
        collector.vocabulary.token($0) == vocabulary.token($0)
      })
  }

  @Test func `fewer texts than threads, and none`() {
    var collector = TokenCollector(by: .unicode, threads: 3)
    collector.finish()
    #expect(collector.sequences.count == 0)
    collector.append("one two")
    collector.finish()
    #expect(collector.sequences.tokens == [0, 1])
  }
}
