internal import Base

/// What `export` tells people of its manifest.
enum ExportTalk {
  /// The rows of each side, what was left out and why, and the closest pair.
  static func lines(_ manifest: JSON, folder: String?) -> [String] {
    let sides = counts(manifest["rows"]).map { "\($0.count) \($0.name)" }.joined(separator: ", ")
    var lines = [folder.map { "\(sides) rows in \($0)" } ?? "\(sides) rows; nothing was written"]
    for (name, count) in counts(manifest["left_out"]) {
      lines.append("left out: \(count) \(reasons[name] ?? name)")
    }
    if let score = manifest["leaks"]?["highest_rouge_l"] {
      let shown = score.double?.short ?? score.string ?? score.text
      lines.append("highest ROUGE-L between sides: \(shown)")
    }
    return lines
  }

  /// Sides that were asked for and got no row.
  static func warnings(_ manifest: JSON) -> [String] {
    counts(manifest["rows"]).filter { name, count in
      count == 0 && (manifest["split"]?[name]?.double ?? 0) > 0
    }.map { "no row is for \($0.name): with so few rows, try another --seed" }
  }

  private static let reasons = [
    "bridge": "with neighbours on two sides",
    "withheld_turn": "conversations with a withheld turn",
    "empty_answer": "with an empty answer",
    "empty_question": "with an empty question",
    "broken_conversation": "turns whose earlier turns are not exported",
  ]

  private static func counts(_ json: JSON?) -> [(name: String, count: Int)] {
    (json?.object ?? []).map { ($0.name, $0.value.int ?? 0) }
  }
}
