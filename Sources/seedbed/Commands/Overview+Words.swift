import Base
import Store

extension Overview {
  /// The overview as a JSON object.
  func json(path: String) -> JSON {
    [
      "database": .string(path), "size_bytes": JSON(size), "examples": JSON(examples),
      "kinds": .array(kinds.map(\.json)),
      "dropped_first": .array(
        losses.map {
          ["kind": .string($0.kind), "rule": .string($0.rule), "count": JSON($0.droppedFirst)]
        }),
      "plans": .array(plans.map(\.json)),
      "open_units": JSON(plans.reduce(0) { $0 + $1.open }),
      "waiting": .object(waiting.map { JSON.Member($0.kind, JSON($0.count)) }),
      "drops_leaning_on_a_lost_witness": JSON(leaningDrops),
      "last_run": lastRun.map(\.json) ?? .null,
    ]
  }

  /// The kinds that rules, persons or newer versions took from, a line each:
  /// `question: 100 made - 2 superseded - 8 dropped by dedup = 90 live`.
  var funnel: [String] {
    kinds.compactMap { kind in
      let losses =
        kind.losses
        + losses.filter { $0.kind == kind.kind }
        .map { "\($0.droppedFirst) dropped by \($0.rule)" }
      guard !losses.isEmpty else { return nil }
      let left = "\(kind.heads[.live, default: 0]) live"
      return "\(kind.kind): \((["\(kind.made) made"] + losses).joined(separator: " - ")) = \(left)"
    }
  }

  /// What still has to be done or looked at, in sentences.
  func open(path: String) -> [String] {
    var open = plans.filter { $0.open > 0 && $0.runningRun == nil }.map { plan in
      "plan \(plan.id) (\(plan.method)) has \(counted(plan.open, "unit")) to ask for: the same command again "
        + "goes on"
    }
    let unusable = plans.reduce(0) { $0 + $1.units[.unusable, default: 0] }
    if unusable > 0 {
      open.append(
        "\(counted(unusable, "unit")) got nothing usable: seedbed sample \(path) --from failures")
    }
    open += waiting.map { kind, count in
      "\(counted(count, kind)) \(count == 1 ? "waits" : "wait") for review: "
        + "seedbed query \(path) \"SELECT * FROM waiting\", then accept or reject"
    }
    if leaningDrops > 0 {
      open.append(
        "\(counted(leaningDrops, "drop")) on account of a row that is itself out: "
          + "run the rule again")
    }
    return open
  }
}

extension Overview.KindCount {
  /// What was lost to other causes than a rule.
  fileprivate var losses: [String] {
    let causes = [
      (superseded, "superseded"), (heads[.rejected, default: 0], "rejected"),
      (heads[.stale, default: 0], "stale"),
    ]
    return causes.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
  }

  fileprivate var json: JSON {
    var json: JSON = ["kind": .string(kind), "made": JSON(made), "superseded": JSON(superseded)]
    for status in Status.allCases {
      json = json.setting(status.rawValue, JSON(heads[status, default: 0]))
    }
    return json
  }
}

extension Overview.PlanCount {
  fileprivate var json: JSON {
    let units = UnitState.allCases.map {
      JSON.Member($0.rawValue, JSON(self.units[$0, default: 0]))
    }
    return [
      "id": JSON(id), "method": .string(method), "created_at": .string(createdAt),
      "units": .object(units), "running_run": runningRun.map { JSON($0) } ?? .null,
    ]
  }
}

extension RunRecord {
  /// The run as a JSON object.
  var json: JSON {
    [
      "id": JSON(id), "command": .string(command), "state": .string(state),
      "started_at": .string(startedAt), "ended_at": JSON(endedAt),
      "seconds": seconds.map { JSON($0) } ?? .null, "figures": figures,
    ]
  }

  /// The run in a line for people.
  var line: String {
    let took = seconds.map { " in \($0.short) s" } ?? ""
    return Printable.line("run \(id), \(startedAt), \(state)\(took): \(command)")
  }
}
