/// What a run would ask now, and a guess at what that takes.
public struct Estimate: Sendable {
  /// Where the planned requests stand.
  public internal(set) var tally: Tally
  /// Tokens of the prompts that are to be sent.
  public private(set) var promptTokens = 0
  /// Tokens of their replies: each as long as the longest so far of its stage, or 500 before the first, or
  /// its limit where that is less.
  public private(set) var completionTokens = 0
  /// What both cost; nil where an endpoint has no prices.
  public private(set) var cost: Double? = 0
  /// What earlier runs of the plan cost.
  public internal(set) var spent = 0.0

  /// So many requests stand for all of their stage.
  private static let sample = 100

  /// Nothing yet.
  init(_ tally: Tally) { self.tally = tally }

  /// Adds `work` of one stage.
  mutating func add(_ work: [Work], _ access: ModelAccess) {
    let sizes = work.prefix(Estimate.sample).map { access.size($0) }
    guard !sizes.isEmpty else { return }
    let total = { (tokens: [Int]) in tokens.reduce(0, +) * work.count / sizes.count }
    let (prompts, replies) = (total(sizes.map(\.prompt)), total(sizes.map(\.reply)))
    promptTokens += prompts
    completionTokens += replies
    cost = cost.flatMap { sum in access.prices.map { sum + $0.cost(prompts, replies) } }
  }
}
