/// How many different draws a syllabus offers (GLAN, section 2.4).
public struct DrawCapacity: Sendable, Hashable {
  /// Of one session: the sum over sessions of C(m, i) for i from 1 to 5.
  public let oneSession: Int
  /// Of two: the sum over pairs of C(m1 + m2, i) - C(m1, i) - C(m2, i) for i from 2 to 5.
  public let twoSessions: Int

  /// Both together.
  public var total: Int { oneSession + twoSessions }

  /// The capacity of sessions with these numbers of concepts.
  public init(concepts: [Int]) {
    oneSession = concepts.reduce(0) { $0 + DrawCapacity.subsets(of: $1, sizes: 1...5) }
    var pairs = 0
    for (index, first) in concepts.enumerated() {
      for second in concepts[..<index] { pairs += DrawCapacity.spanning(first, second) }
    }
    twoSessions = pairs
  }

  func of(_ strategy: Draw.Strategy) -> Int {
    strategy == .oneSession ? oneSession : twoSessions
  }

  private static func spanning(_ first: Int, _ second: Int) -> Int {
    subsets(of: first + second, sizes: 2...5) - subsets(of: first, sizes: 2...5)
      - subsets(of: second, sizes: 2...5)
  }

  private static func subsets(of count: Int, sizes: ClosedRange<Int>) -> Int {
    sizes.reduce(0) { $0 + binomial(count, $1) }
  }

  static func binomial(_ count: Int, _ size: Int) -> Int {
    guard size <= count else { return 0 }
    return (0..<size).reduce(1) { $0 * (count - $1) / ($1 + 1) }
  }
}
