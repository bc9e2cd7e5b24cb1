/// Work that waits, the latest stage first, so that what was begun is finished before more is begun.
struct Queue {
  private var stages: [[Work]]
  private var heads: [Int]
  private(set) var count = 0

  init(stages: Int) {
    self.stages = Array(repeating: [], count: stages)
    heads = Array(repeating: 0, count: stages)
  }

  mutating func add(_ work: [Work]) {
    for item in work { stages[item.stage].append(item) }
    count += work.count
  }

  /// Whether a stage that `isFree` has work.
  func hasNext(where isFree: (Int) -> Bool) -> Bool {
    stages.indices.contains { heads[$0] < stages[$0].count && isFree($0) }
  }

  /// The next work: of the latest stage that has some and `isFree`, in the order it was added.
  mutating func next(where isFree: (Int) -> Bool = { _ in true }) -> Work? {
    for stage in stages.indices.reversed() where heads[stage] < stages[stage].count {
      guard isFree(stage) else { continue }
      let work = stages[stage][heads[stage]]
      heads[stage] += 1
      count -= 1
      compact(stage)
      return work
    }
    return nil
  }

  private mutating func compact(_ stage: Int) {
    guard heads[stage] > 1024, heads[stage] * 2 > stages[stage].count else { return }
    stages[stage].removeFirst(heads[stage])
    heads[stage] = 0
  }
}
