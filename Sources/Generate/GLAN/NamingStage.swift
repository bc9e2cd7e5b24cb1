internal import Base
internal import Engine
internal import Store

/// A stage that asks for a list of names below each parent, in one or several independent samples.
///
/// It asks a few times more while there are too few. Repeats, also of names that a person gave, and what
/// exceeds the count are dropped.
protocol NamingStage: Stage {
  /// How many names are wanted below each parent.
  var count: Int { get }

  /// How often each parent is asked in any case.
  var samples: Int { get }

  /// True if what a person rejected keeps its place, so that nothing is asked for instead.
  var keepsPlaces: Bool { get }

  /// The requests of one sample: of a second turn as soon as the first is answered.
  func turns(
    _ ordinal: Int, below parent: Artifact, in connection: Connection
  ) throws -> [UnitPlan]
}

/// How many more asks there may be while names are missing.
let furtherAsks = 3

extension NamingStage {
  var settles: Bool { true }
  var keepsPlaces: Bool { false }

  func units(below parent: Artifact, in connection: Connection) throws -> [UnitPlan] {
    var units: [UnitPlan] = []
    var asked = 0
    while try asked < samples || asksAgain(asked, units, parent.reference, connection) {
      units += try turns(asked, below: parent, in: connection)
      asked += 1
    }
    return units
  }

  /// True if the next sample was planned before, or if all so far are final and brought too little.
  private func asksAgain(
    _ asked: Int, _ units: [UnitPlan], _ parent: ArtifactReference, _ connection: Connection
  ) throws -> Bool {
    guard asked < samples + furtherAsks else { return false }
    if try connection.unit(unitDraft(asked, below: parent).key) != nil { return true }
    for unit in units {
      guard try unit.stored(in: connection)?.state.isFinal == true else { return false }
    }
    return try names(units, connection) < count
  }

  func isSatisfied(below parent: Artifact, in connection: Connection) throws -> Bool {
    try names(units(below: parent, in: connection), connection) >= count
  }

  /// How many names `units` brought, repeats not counted.
  private func names(_ units: [UnitPlan], _ connection: Connection) throws -> Int {
    try Set(children(units, connection).map { Settlement.comparable($0.text) }).count
  }

  private func children(
    _ units: [UnitPlan], _ connection: Connection
  ) throws -> [Settlement.Child] {
    try units.flatMap { unit in
      try unit.stored(in: connection).map {
        try connection.settlingChildren(
          ofUnit: $0.id, kind: childKind, keepsPlaces: keepsPlaces)
      } ?? []
    }
  }

  func settle(_ parent: Artifact, in connection: Connection, run: Int) throws {
    let children = try children(units(below: parent, in: connection), connection)
    let given = try given(below: parent, in: connection).map {
      Settlement.Child(id: $0.reference.id, text: $0.text)
    }
    try settlement(childKind, below: parent)
      .judge([children], limit: count, given: given, connection, run: run)
  }
}

extension Stage {
  /// The judgement on children of `parent` that this stage made, in however many turns.
  func settlement(_ kind: Kind, below parent: Artifact) -> Settlement {
    Settlement(
      kind: kind, below: parent.reference.key,
      stage: Key(of: plans.flatMap(\.identity)).text)
  }
}
