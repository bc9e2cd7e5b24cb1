import Curate
import Testing

@testable import Export

@Suite struct LeaksTests {
  @Test(arguments: 1...6) func `the closest pair is the one that comparing all pairs finds`(
    seed: Int
  ) throws {
    var dice = Dice(seed)
    var (sequences, vocabulary) = (TokenSequences(), Vocabulary())
    for _ in 0..<60 { sequences.append(dice.question(), by: .unicode, in: &vocabulary) }
    let sides: [Side?] = (0..<60).map { [.train, .train, .validation, .test, nil][$0 % 5] }
    let leaks = try Leaks(sequences, sides: sides)
    let scores = (0..<60).flatMap { row in
      (0..<row).filter { sides[$0] != nil && sides[row] != nil && sides[$0] != sides[row] }
        .map { Rouge.scoreL(Array(sequences[$0]), Array(sequences[row])).f }
    }
    #expect(leaks.closest?.score == scores.max())
  }

  @Test func `equal sequences and nothing alike are told`() throws {
    var (sequences, vocabulary) = (TokenSequences(), Vocabulary())
    for text in ["one two three", "four five", "One, two: three!"] {
      sequences.append(text, by: .unicode, in: &vocabulary)
    }
    let leaky = try Leaks(sequences, sides: [.train, .train, .validation])
    #expect(leaky.equal == 1 && leaky.closest?.score == 1)
    let clean = try Leaks(sequences, sides: [.train, .validation, .train])
    #expect(clean.equal == 0 && clean.closest == nil && clean.floor == "0.3")
  }
}
