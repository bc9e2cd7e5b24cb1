/// Jobs that wait for a free transfer, first come, first served.
struct WaitingLine {
  private var order: [UInt64] = []
  private var head = 0
  private var jobs: [UInt64: Job] = [:]

  /// Whether nobody waits.
  var isEmpty: Bool { jobs.isEmpty }

  /// How many wait.
  var count: Int { jobs.count }

  /// Adds a job at the end.
  mutating func append(_ job: Job) {
    order.append(job.id)
    jobs[job.id] = job
  }

  /// The first job that was not cancelled.
  var first: Job? {
    mutating get {
      while head < order.count {
        if let job = jobs[order[head]] { return job }
        head += 1
        compact()
      }
      return nil
    }
  }

  /// Takes the first job that was not cancelled.
  mutating func next() -> Job? {
    while head < order.count {
      let id = order[head]
      head += 1
      compact()
      if let job = jobs.removeValue(forKey: id) { return job }
    }
    return nil
  }

  /// Takes the job `id` out of the line; nil if it is not in it.
  mutating func cancel(_ id: UInt64) -> Job? { jobs.removeValue(forKey: id) }

  /// Drops what was taken once it is more than half of the list: constant work per job.
  private mutating func compact() {
    guard head == order.count || head > 1024 && head * 2 > order.count else { return }
    order.removeFirst(head)
    head = 0
  }
}
