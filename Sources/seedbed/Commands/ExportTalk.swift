internal import Base

/// What `export` tells people of its manifest.
enum ExportTalk {
  /// The rows of each side, what was left out and why, and the closest pair.
  static func lines(_ manifest: JSON, folder: String?) -> [String] {
    let sides = counts(manifest["rows"]).map { "\($0.count) \($0.name)" }.joined(separator: ", ")
    var lines = [folder.map { "\(sides) rows in \($0)" } ?? "\(sides) rows; nothing was written"]
    let seedTasks = counts(manifest["seed_tasks"]).reduce(0) { $0 + $1.count }
    if seedTasks > 0 { lines.append("of them seed tasks, written by people: \(seedTasks)") }
    for (name, count) in counts(manifest["left_out"]) {
      lines.append("left out: \(count) \(reasons[name] ?? name)")
    }
    if let long = manifest["over_long"]?["rows"]?.int, long > 0,
      manifest["over_long"]?["are_dropped"]?.bool == false
    {
      lines.append("over --max-tokens: \(counted(long, "row")) (an estimate), written all the same")
    }
    if let gone = manifest["no_longer_examples"]?.array, !gone.isEmpty {
      let keys = gone.prefix(10).compactMap(\.string).map { "key:" + $0.prefix(8) }
      let more = gone.count > 10 ? " …" : ""
      lines.append(
        "no longer in examples: \(counted(gone.count, "row")): \(keys.joined(separator: " "))\(more)"
      )
    }
    if let score = manifest["leaks"]?["highest_rouge_l"] {
      let shown = score.double?.short ?? score.string ?? score.text
      lines.append("highest ROUGE-L between sides: \(shown)")
    }
    return lines + gone(manifest["gone"])
  }

  /// Which rows of the last export are examples no more, and why.
  private static func gone(_ gone: JSON?) -> [String] {
    guard let rows = gone?["rows"]?.int, rows > 0, let reasons = gone?["reasons"]?.array else {
      return []
    }
    let more = reasons.count > 10 ? ["and for \(reasons.count - 10) other reasons"] : []
    let head = "gone since export \(gone?["since_export"]?.int ?? 0): \(counted(rows, "row"))"
    return [head] + reasons.prefix(10).map(why) + more
  }

  private static func why(_ reason: JSON) -> String {
    let rows = reason["rows"]?.int ?? 0
    switch reason["outcome"]?.string {
    case "superseded": return "\(rows) with a newer version"
    case "not_chosen": return "\(rows) whose question has another answer now"
    case "stale": return "\(rows) made from what has a newer version"
    default: break
    }
    let rule = reason["rule"]?.string ?? ""
    let verb = reason["outcome"]?.string ?? "dropped"
    let by = rule == "person" ? "\(verb) by a person" : "\(verb) by rule \(rule)"
    let above = reason["kind"]?.string.map { kind in
      "with \(kind) \(Printable.fit(reason["text"]?.string ?? "", 60)), "
    }
    let words = reason["reason"]?.string.map { ": \($0)" } ?? ""
    return "\(rows) \(above ?? "")\(by)\(words) (run \(reason["run"]?.int ?? 0))"
  }

  /// Sides that were asked for and got no row, and strata that have too few rows.
  static func warnings(_ manifest: JSON) -> [String] {
    let short = counts(manifest["short_strata"]).map { name, count in
      "\(name.isEmpty ? "the data" : name) can hold out \(counted(count, "row")) only, and all of them "
        + "are: fewer with --test or --validation leaves some for training"
    }
    let more = short.count > 3 ? ["and so it is with \(short.count - 3) others"] : []
    return short.prefix(3) + more + empty(manifest)
  }

  private static func empty(_ manifest: JSON) -> [String] {
    let rows = counts(manifest["rows"])
    let sides = rows.filter { name, count in
      count == 0 && (manifest["split"]?[name]?.double ?? 0) > 0
    }.map { "no row is for \($0.name): with so few rows, try another --seed" }
    let isUntrained = rows.contains { $0.count > 0 } && rows.contains { $0 == ("train", 0) }
    return isUntrained
      ? sides + [
        "no row is for training: rows that resemble each other are on one side; curate dedup drops "
          + "those, another --seed or --validation 0 puts them elsewhere"
      ] : sides
  }

  private static let reasons = [
    "bridge": "with neighbours on two sides",
    "surplus": "that resemble a held-out row",
    "withheld_turn": "conversations with a withheld turn",
    "empty_answer": "with an empty answer",
    "empty_question": "with an empty question",
    "truncated_answer": "with a truncated answer",
    "too_long": "with more than --max-tokens (an estimate)",
    "no_place_for_system": "with a system prompt, which the format has no place for",
    "no_place_for_turns": "with several turns, which the format has no place for",
    "template_marker": "that hold a mark of the template",
    "ambiguous_layout": "that no layout can tell without a doubt",
    "no_preference": "without a worse answer to compare with",
    "broken_conversation": "turns whose earlier turns are not exported",
  ]

  private static func counts(_ json: JSON?) -> [(name: String, count: Int)] {
    (json?.object ?? []).map { ($0.name, $0.value.int ?? 0) }
  }
}
