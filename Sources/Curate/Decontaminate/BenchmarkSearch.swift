internal import Base
internal import Store

/// One benchmark, ready to be looked for in texts by each of several measures.
final class BenchmarkSearch {
  private let items: BenchmarkItems
  private let measures: [ContaminationMeasure]
  private var similar: [Int: Similar] = [:]
  private var grams: [Int: GramIndex] = [:]

  /// An index for one threshold of ROUGE-L.
  private final class Similar {
    var index: SimilarityIndex

    init(_ cutoff: Cutoff, _ sequences: TokenSequences) {
      index = SimilarityIndex(cutoff, expecting: sequences)
      for item in 0..<sequences.count {
        index.insert(sequences.tokens.span.extracting(sequences.range(of: item)), id: item)
      }
    }
  }

  init(_ items: BenchmarkItems, _ measures: [ContaminationMeasure]) {
    self.items = items
    self.measures = measures
    let least = measures.compactMap(\.grams).min()
    for (place, measure) in measures.enumerated() {
      switch measure.way {
      case .exact: break
      case .rougeL:
        similar[place] = Similar(Cutoff(above: measure.threshold), items.sequences)
      case .grams(let n):
        grams[place] = GramIndex(items.sequences, n, takesShorter: n == least)
      }
    }
  }

  /// Calls `report` with each measure, by its place, that finds an item in `tokens`.
  func examine(_ tokens: [UInt32], report: (Int, ContaminationFinding) -> Void) {
    for (place, measure) in measures.enumerated() {
      let finding =
        switch measure.way {
        case .exact: exact(tokens)
        case .rougeL: similar[place].flatMap { similarity($0, tokens) }
        case .grams: grams[place]?.best(in: tokens, atLeast: measure.threshold).map(coverage)
        }
      if let finding { report(place, finding) }
    }
  }

  private func exact(_ tokens: [UInt32]) -> ContaminationFinding? {
    items.places[tokens[...]].map {
      ContaminationFinding(
        item: items.ids[$0], value: 1, span: nil, evidence: ["length": JSON(tokens.count)])
    }
  }

  private func similarity(_ similar: Similar, _ tokens: [UInt32]) -> ContaminationFinding? {
    similar.index.best(for: tokens.span).map { match in
      ContaminationFinding(
        item: items.ids[match.id], value: match.score.f, span: nil,
        evidence: [
          "lcs": JSON(match.lcs), "length": JSON(match.length),
          "witness_length": JSON(match.matchLength),
        ])
    }
  }

  private func coverage(_ match: GramMatch) -> ContaminationFinding {
    ContaminationFinding(
      item: items.ids[match.item], value: Double(match.covered) / Double(match.length),
      span: match.span,
      evidence: ["covered": JSON(match.covered), "witness_length": JSON(match.length)])
  }
}

/// An item of a benchmark that was found in a text.
struct ContaminationFinding {
  /// The item's id.
  let item: Int
  /// What was measured.
  let value: Double
  /// The tokens that are the same, if only a piece of the text was compared.
  let span: Range<Int>?
  /// What else proves it.
  let evidence: JSON

  /// The verdict on `text`; its evidence has the piece that is the same.
  func decision(
    _ text: SearchedText, _ measure: ContaminationMeasure, _ tokenizer: Tokenizer
  ) -> DecisionDraft {
    var evidence = evidence.setting("tokenizer", .string(tokenizer.rawValue))
    if let span {
      let piece = text.piece(span, tokenizer)
      evidence = evidence.setting("span", .string(piece.text))
        .setting("span_start", JSON(piece.start))
    }
    return DecisionDraft(
      measure.verdict, text.id, value: value, threshold: measure.threshold.double, witness: item,
      reason: reason(measure), evidence: evidence)
  }

  private func reason(_ measure: ContaminationMeasure) -> String {
    switch measure.way {
    case .exact: "the same as an item of a benchmark"
    case .rougeL: "nearly the same as an item of a benchmark"
    case .grams(let n): "has \(n)-grams of an item of a benchmark"
    }
  }
}
