internal import Store

extension Planner {
  /// Throws what planning below an open group would throw later, when something was asked already.
  ///
  /// `finished` are the group's units that are done.
  func refuseConflicts(_ stage: Int, _ finished: [Int], _ connection: Connection) throws {
    guard stage + 1 < stages.count, !options.allowsSiblings else { return }
    for unit in finished {
      let children = try connection.liveArtifacts(ofUnit: unit, kind: stages[stage].childKind)
      for child in children { try refuseConflicts(stage + 1, below: child, connection) }
    }
  }

  private func refuseConflicts(
    _ stage: Int, below parent: Artifact, _ connection: Connection
  ) throws {
    var finished: [Int] = []
    for planned in try stages[stage].units(below: parent, in: connection) {
      let (unit, stored) = try planned.latest(in: connection)
      if let stored {
        if stored.state == .done { finished.append(stored.id) }
      } else {
        try refuseConflict(unit, connection)
      }
    }
    try refuseConflicts(stage, finished, connection)
  }
}
