extension Tally {
  /// The figures before anything was planned.
  public init() { self.init([]) }

  /// The figures of one command that first did this and then what `later` tells.
  ///
  /// Calls and tokens add up. A stage that both have stands as it did last, and what the command asked
  /// in its first part was not answered before.
  public func followed(by later: Tally) -> Tally {
    var sum = later
    for (index, stage) in later.stages.enumerated() {
      guard let before = stages.first(where: { $0.name == stage.name })?.tally else { continue }
      sum.stages[index].tally.reused = max(0, stage.tally.reused - (before.done - before.reused))
    }
    sum.stages =
      stages.filter { old in !later.stages.contains { $0.name == old.name } } + sum.stages
    sum.calls += calls
    sum.failures.merge(failures, uniquingKeysWith: +)
    sum.promptTokens += promptTokens
    sum.completionTokens += completionTokens
    if let cost { sum.cost = (sum.cost ?? 0) + cost }
    return sum
  }

  /// True if every planned request has its final state.
  public var isComplete: Bool { total.pending + total.unfinished == 0 }
}
