/// All draws of a strategy, listed; needed only when nearly all of them are taken.
enum DrawList {
  static func all(_ concepts: [Int], _ strategy: Draw.Strategy) -> [Draw] {
    switch strategy {
    case .oneSession:
      concepts.indices.flatMap { session in
        subsets(of: concepts[session], sizes: 1...5).map {
          Draw(picks: [.init(session: session, concepts: $0)])
        }
      }
    case .twoSessions:
      concepts.indices.flatMap { second in
        (0..<second).flatMap { first in spanning(concepts, first, second) }
      }
    }
  }

  private static func spanning(_ concepts: [Int], _ first: Int, _ second: Int) -> [Draw] {
    let border = concepts[first]
    return subsets(of: border + concepts[second], sizes: 2...5).compactMap { chosen in
      let (left, right) = (chosen.filter { $0 < border }, chosen.filter { $0 >= border })
      guard !left.isEmpty, !right.isEmpty else { return nil }
      return Draw(picks: [
        .init(session: first, concepts: left),
        .init(session: second, concepts: right.map { $0 - border }),
      ])
    }
  }

  private static func subsets(of count: Int, sizes: ClosedRange<Int>) -> [[Int]] {
    var found: [[Int]] = []
    func extend(_ chosen: [Int], from next: Int) {
      if sizes.contains(chosen.count) { found.append(chosen) }
      guard chosen.count < sizes.upperBound else { return }
      for index in next..<max(next, count) { extend(chosen + [index], from: index + 1) }
    }
    extend([], from: 0)
    return found
  }
}
