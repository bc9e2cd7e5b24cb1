import Curate
import Testing

@Suite struct VocabularyTests {
  @Test func `ids count from 0 in the order of first use`() {
    var vocabulary = Vocabulary()
    #expect(vocabulary.ids(in: "to be or not to be", by: .rougeASCII) == [0, 1, 2, 3, 0, 1])
    #expect(vocabulary.ids(in: "Be not!", by: .unicode) == [1, 3])
    #expect(vocabulary.count == 4)
    #expect(vocabulary.token(2) == "or")
  }

  @Test func `it grows without mixing up tokens`() {
    var vocabulary = Vocabulary()
    let text = (0..<20_000).map { "w\($0)" }.joined(separator: " ")
    #expect(vocabulary.ids(in: text, by: .rougeASCII) == Array(0..<20_000))
    #expect(vocabulary.ids(in: text, by: .unicode) == Array(0..<20_000))
    #expect(vocabulary.token(12_345) == "w12345")
  }

  @Test func `sequences keep their borders, empty ones too`() {
    var vocabulary = Vocabulary()
    var sequences = TokenSequences()
    for text in ["a b", "", "b"] { sequences.append(text, by: .unicode, in: &vocabulary) }
    #expect((0..<sequences.count).map { Array(sequences[$0]) } == [[0, 1], [], [1]])
    #expect(sequences.tokens == [0, 1, 1])
  }
}
