import Base
import Store

extension Command {
  /// `seedbed verify DB`.
  static let verify = Command(
    "verify", "DB", summary: "check that the file is whole and says what follows from its facts",
    details: """
      The file is only read. Checked are: that SQLite finds it undamaged, and every reference leads
      somewhere; that lineage has no cycles; that items have versions without gaps, and every artifact
      has its origin; that requests which are done were answered; that the keys of artifacts, plans
      and requests and the hashes of prompts and calls are those of what they say; that the status of
      each head follows from lineage and decisions; and that the funnel adds up. What GLAN's questions
      and Self-Instruct's instructions were asked from is known from what came of the request: the keys
      of those that brought nothing are not checked. Drops that lean on a row which
      is out itself are counted: they are no fault, and curate dedup looks at them anew.

      Exit status 3 if something is wrong.
      """,
    examples: ["seedbed verify demo.db", "seedbed verify demo.db --json"],
    flags: [Flag("--json", .output, "Print one JSON object.")]
  ) { invocation in
    let store = try await invocation.openForReading()
    let verification = try await store.read { try $0.verification() }
    if invocation.isSet("--json") {
      try invocation.print(verification.json)
    } else {
      let text = verification.lines.joined(separator: "\n") + "\n"
      try invocation.console.output.write(text)
    }
    return verification.isClean ? .done : .incomplete
  }
}

extension Verification {
  fileprivate var lines: [String] {
    var lines = checks.flatMap(\.lines)
    if leaningDrops > 0 {
      let count = leaningDrops
      lines.append(
        "note  \(count) \(count == 1 ? "drop leans" : "drops lean") on a row that is out")
    }
    let faults = checks.reduce(0) { $0 + $1.count }
    lines.append(faults == 0 ? "nothing is wrong" : "\(faults) faults: restore a backup")
    return lines
  }

  fileprivate var json: JSON {
    [
      "is_clean": .bool(isClean), "leaning_drops": JSON(leaningDrops),
      "checks": .array(
        checks.map { check in
          [
            "name": .string(check.name), "examined": check.examined.map { JSON($0) } ?? .null,
            "faults": JSON(check.count), "told": .array(check.faults.map { .string($0) }),
          ]
        }),
    ]
  }
}

extension Verification.Check {
  fileprivate var lines: [String] {
    let size = examined.map { " (\($0))" } ?? ""
    guard count > 0 else { return ["ok    \(name)\(size)"] }
    let more = count > faults.count ? ["        … and \(count - faults.count) more"] : []
    return ["WRONG \(name)\(size)"] + faults.map { "        \($0)" } + more
  }
}
