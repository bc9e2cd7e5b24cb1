/// Which rows of a view are drawn.
public struct SampleRequest: Sendable {
  /// The view.
  public var view: PublicView
  /// How many rows; fewer come if there are not so many.
  public var count: Int
  /// The same number draws the same rows of the same file.
  public var seed: UInt64
  /// SQL that the rows must satisfy, over the view's columns.
  public var condition: String?
  /// The rule that the rows must be by, in a view of decisions.
  public var rule: String?

  /// A request for `count` rows of `view`.
  public init(
    view: PublicView, count: Int, seed: UInt64, condition: String? = nil,
    rule: String? = nil
  ) {
    self.view = view
    self.count = count
    self.seed = seed
    self.condition = condition
    self.rule = rule
  }
}

extension Connection {
  /// Draws rows: the identities of those with the smallest hashes of seed and identity.
  ///
  /// Only identities are read for it, in one pass and in memory for `count` of them. More rows in
  /// the view leave the order of the others as it was.
  ///
  /// - Throws: ``QueryError`` for a condition that is wrong.
  public func draw(_ request: SampleRequest) throws -> [[Value]] {
    if let condition = request.condition {
      try requireCondition(condition, over: request.view.name)
    }
    var lowest = LowestHashes(count: request.count)
    let isAll = request.condition == nil && request.rule == nil
    let parameters = request.rule.map { ["rule": Value.text($0)] } ?? [:]
    try query(
      (isAll ? request.view.quick : nil) ?? request.identities, parameters, columns: { _ in }
    ) { row in
      let identity = (0..<row.count).map { row.value($0) }
      lowest.offer(identity, hash: hash(of: identity, seed: request.seed))
    }
    return lowest.identities
  }

  /// Reads the row of `view` with `identity` whole; a view's own columns are `columns`.
  public func row<T>(
    of view: PublicView, _ identity: [Value], columns: String = "*", joined: String = "",
    _ read: (borrowing Row) throws -> T
  ) throws -> T? {
    let condition = view.identity.map { "v.\($0) IS ?" }.joined(separator: " AND ")
    return try first(
      "SELECT \(columns) FROM \(view.name) AS v \(joined) WHERE \(condition) LIMIT 1", identity,
      read)
  }
}

extension SampleRequest {
  /// The query for the identities.
  fileprivate var identities: String {
    let columns = view.identity.joined(separator: ", ")
    // On lines of its own, a comment at its end does not swallow the bracket.
    let conditions = [rule.map { _ in "rule = :rule" }, condition.map { "(\n\($0)\n)" }]
      .compactMap(\.self)
    let filter = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
    return "SELECT \(columns) FROM \(view.name)\(filter)"
  }
}

/// Keeps the identities with the lowest hashes.
private struct LowestHashes {
  private let count: Int
  private var kept: [(hash: UInt64, identity: [Value])] = []

  init(count: Int) { self.count = count }

  var identities: [[Value]] { kept.map(\.identity) }

  mutating func offer(_ identity: [Value], hash: UInt64) {
    if kept.count == count {
      guard let last = kept.last, hash < last.hash else { return }
      kept.removeLast()
    }
    kept.insert((hash, identity), at: place(of: hash))
  }

  /// Where `hash` belongs among those kept, by halving.
  private func place(of hash: UInt64) -> Int {
    var (low, high) = (0, kept.count)
    while low < high {
      let middle = (low + high) / 2
      if kept[middle].hash < hash { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// FNV-1a over the values, then the finalizer of SplitMix64, so that neighbours part.
private func hash(of identity: [Value], seed: UInt64) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ mixed(seed)
  for value in identity {
    switch value {
    case .integer(let number): hash = (hash ^ UInt64(bitPattern: Int64(number))) &* 0x100_0000_01B3
    case .text(let text):
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    default: hash = hash &* 0x100_0000_01B3
    }
  }
  return mixed(hash)
}

private func mixed(_ number: UInt64) -> UInt64 {
  var z = number &+ 0x9E37_79B9_7F4A_7C15
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z >> 31)
}
