/// What a file was checked for, and what was found.
public struct Verification: Sendable {
  /// What was checked, in order.
  public internal(set) var checks: [Check] = []
  /// Drops that count though the row that they repeat is out itself: no fault, but worth a look.
  public internal(set) var leaningDrops = 0

  /// One thing that must hold of every file.
  public struct Check: Sendable {
    /// What is checked, in a few words.
    public let name: String
    /// How many rows were looked at; nil where that says nothing.
    public let examined: Int?
    /// Sentences that name the rows where it does not hold, at most ``mostFaults``.
    public let faults: [String]
    /// How many faults there are.
    public let count: Int
  }

  /// How many faults of one check are told.
  public static let mostFaults = 20

  /// True if nothing is wrong.
  public var isClean: Bool { checks.allSatisfy { $0.count == 0 } }
}

/// Gathers the faults of one check, all of them counted and a few told.
struct FaultList {
  private(set) var told: [String] = []
  private(set) var count = 0

  mutating func add(_ sentence: @autoclosure () -> String) {
    count += 1
    if told.count < Verification.mostFaults { told.append(sentence()) }
  }
}

extension Connection {
  /// Checks everything that must hold of the file, reading only.
  ///
  /// If SQLite finds the file damaged, nothing more is looked at: what it would tell cannot be trusted.
  public func verification() throws -> Verification {
    var verification = Verification()
    verification.checks.append(try integrity())
    guard verification.isClean else { return verification }
    verification.checks.append(try foreignKeys())
    for rule in FactRule.all { verification.checks.append(try check(rule)) }
    verification.checks.append(try artifactKeys())
    verification.checks.append(try planKeys())
    verification.checks.append(try unitKeys())
    verification.checks.append(try textKeys("prompt", "prompt 1"))
    verification.checks.append(try textKeys("piece", "piece 1"))
    verification.checks.append(try fingerprints())
    verification.checks.append(try standing())
    verification.leaningDrops = try leaningDrops()
    return verification
  }

  /// How many drops count though the row that they repeat is not live any more.
  func leaningDrops() throws -> Int {
    try int(
      "SELECT count(*) FROM drops WHERE witness_id IS NOT NULL AND witness_status <> 'live'")
  }

  private func integrity() throws -> Verification.Check {
    var faults = FaultList()
    do {
      for line in try rows("PRAGMA integrity_check(\(Verification.mostFaults))", [], { $0.text(0) })
      where line != "ok" {
        faults.add(line)
      }
    } catch let error as SQLiteError {
      faults.add("\(error)")
    }
    // SQLite itself does not mind if a part of the last page is missing.
    if let path = try first("PRAGMA database_list", [], { $0.text(2) }),
      let file = FileHeader(path), file.size % file.pageSize != 0
    {
      faults.add("the file ends within a page, after \(file.size) bytes: something cut it short")
    }
    return Verification.Check("the file is whole", nil, faults)
  }

  private func foreignKeys() throws -> Verification.Check {
    var faults = FaultList()
    try forEachRow("PRAGMA foreign_key_check") { row in
      let (table, id, parent) = (row.text(0), row.optionalInt(1), row.text(2))
      faults.add(
        "\(table)\(id.map { " \($0)" } ?? "") refers to a row of \(parent) that is not there")
      return true
    }
    return Verification.Check("every reference leads to a row", nil, faults)
  }

  private func standing() throws -> Verification.Check {
    var faults = FaultList()
    let derived = try DerivedStanding(self)
    for fault in try standingFaults(derived) { faults.add(fault.description) }
    return Verification.Check(
      "standing follows from the facts", try int("SELECT count(*) FROM standing"), faults)
  }
}

extension Verification.Check {
  init(_ name: String, _ examined: Int?, _ faults: FaultList) {
    self.init(name: name, examined: examined, faults: faults.told, count: faults.count)
  }
}

extension StandingFault: CustomStringConvertible {
  /// A sentence that says what is stored and what follows from the facts.
  var description: String {
    guard let derived else {
      return "artifact \(artifact) has a row in standing, but is no head of its item"
    }
    guard let stored else { return "artifact \(artifact) is a head without a row in standing" }
    guard stored.status == derived.status else {
      return "artifact \(artifact) is stored as \(stored.status.rawValue), "
        + "but is \(derived.status.rawValue)"
    }
    return "artifact \(artifact) is stored as \(stored), but is \(derived)"
  }
}

extension DerivedStanding.Row: CustomStringConvertible {
  /// The columns that are not null.
  var description: String {
    let columns = [
      ("question", question), ("discipline", discipline), ("subject", subject),
      ("conversation", conversation), ("turn", turn), ("decision", decision),
    ].filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }
    let drops = droppedBy.map { ["dropped by \($0)"] } ?? []
    return ([status.rawValue] + (isChosen ? ["chosen"] : []) + columns + drops)
      .joined(separator: ", ")
  }
}
