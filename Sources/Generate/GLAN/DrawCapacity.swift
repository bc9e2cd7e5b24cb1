/// How many different draws a syllabus offers (GLAN, section 2.4); at most `Int.max`.
public struct DrawCapacity: Sendable, Hashable {
  /// Of one session: the sum over sessions of C(m, i) for i from 1 to 5.
  public let oneSession: Int
  /// Of two: the sum over pairs of C(m1 + m2, i) - C(m1, i) - C(m2, i) for i from 2 to 5.
  public let twoSessions: Int

  /// Both together.
  public var total: Int { DrawCapacity.sum(oneSession, twoSessions) }

  /// The capacity of sessions with these numbers of concepts.
  public init(concepts: [Int]) {
    // Sessions of one size are counted together: there are few sizes, and perhaps many sessions.
    let sizes = Dictionary(grouping: concepts) { $0 }.map { (size: $0.key, number: $0.value.count) }
    var (ones, pairs) = (0, 0)
    for (index, first) in sizes.enumerated() {
      ones = DrawCapacity.sum(
        ones, DrawCapacity.subsets(of: first.size, sizes: 1...5), times: first.number)
      pairs = DrawCapacity.sum(
        pairs, DrawCapacity.spanning(first.size, first.size),
        times: first.number * (first.number - 1) / 2)
      for second in sizes[..<index] {
        pairs = DrawCapacity.sum(
          pairs, DrawCapacity.spanning(first.size, second.size),
          times: first.number * second.number)
      }
    }
    (oneSession, twoSessions) = (ones, pairs)
  }

  func of(_ strategy: Draw.Strategy) -> Int {
    strategy == .oneSession ? oneSession : twoSessions
  }

  private static func sum(_ left: Int, _ right: Int, times: Int = 1) -> Int {
    let (product, isTooLarge) = right.multipliedReportingOverflow(by: times)
    let (sum, overflows) = left.addingReportingOverflow(product)
    return isTooLarge || overflows ? .max : sum
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
