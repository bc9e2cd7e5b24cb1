internal import Base

/// Which class sessions questions are drawn from, by their depth in the syllabus: later sessions
/// build on the earlier ones, so their questions are harder.
///
/// The depth of a session is the middle of its part of the syllabus, from 0 (its beginning) to 1:
/// of two sessions the first has 0.25 and the second 0.75. The depth of a question is that of its
/// last session.
public struct Difficulty: Sendable, Hashable {
  /// As it is typed and stored: a name, or `LOW..HIGH`.
  public let text: String
  /// The least depth, and the one that is too deep.
  private let depths: Range<Double>

  /// The whole syllabus.
  public static let all = Difficulty(text: "all", depths: 0..<1)

  /// The depths that have a name.
  public static let named = [
    all, Difficulty(text: "early", depths: 0..<1 / 3),
    Difficulty(text: "middle", depths: 1 / 3..<2 / 3),
    Difficulty(text: "late", depths: 2 / 3..<1),
  ]

  private init(text: String, depths: Range<Double>) {
    self.text = text
    self.depths = depths
  }

  /// The difficulty called `typed`, or the depths `LOW..HIGH` from 0 to 1; nil if it is neither.
  public init?(_ typed: String) {
    if let named = Difficulty.named.first(where: { $0.text == typed }) {
      self = named
      return
    }
    guard let dots = typed.firstRange(of: ".."), let low = Double(typed[..<dots.lowerBound]),
      let high = Double(typed[dots.upperBound...]), low >= 0, low < high, high <= 1
    else { return nil }
    self.init(text: JSON(low).text + ".." + JSON(high).text, depths: low..<high)
  }

  /// The depth of the session at `index` of `count`.
  static func depth(ofSession index: Int, of count: Int) -> Double {
    (Double(index) + 0.5) / Double(count)
  }

  /// The sessions of `count` that are drawn from, by their index.
  func sessions(of count: Int) -> Range<Int> {
    let within = (0..<count).filter {
      depths.contains(Difficulty.depth(ofSession: $0, of: count))
    }
    guard let first = within.first, let last = within.last else { return 0..<0 }
    return first..<last + 1
  }
}
