internal import Base
internal import Curate
internal import Store

/// How close the sides of a split come to each other, as the manifest tells it.
struct LeakReport {
  /// The report.
  let json: JSON

  /// The report of `gathered` on `sides`.
  ///
  /// - Throws: ``ExportError`` with the pairs if some are above `limit`.
  init(
    _ connection: Connection, _ gathered: Gathered, sides: [Side?], limit: Threshold?
  ) throws {
    let leaks = try Leaks(gathered.sequences, sides: sides, floor: limit)
    func row(_ index: Int) throws -> JSON {
      [
        "split": JSON(sides[index]?.name),
        "question": .string(try connection.key(of: gathered.members[index].question)),
      ]
    }
    if let limit, let closest = leaks.closest, closest.score > limit.double {
      throw try LeakReport.failure(leaks, limit, gathered, sides, connection)
    }
    json = [
      "highest_rouge_l": leaks.closest.map { JSON($0.score) } ?? .string("at most \(leaks.floor)"),
      "closest": try leaks.closest.map { [try row($0.row), try row($0.other)] } ?? .null,
      "equal_sequences": JSON(leaks.equal),
      "max_leak": limit.map { .number("\($0)") } ?? .null,
    ]
  }

  private static func failure(
    _ leaks: Leaks, _ limit: Threshold, _ gathered: Gathered, _ sides: [Side?],
    _ connection: Connection
  ) throws -> ExportError {
    func shown(_ row: Int) throws -> String {
      let question = gathered.members[row].question
      let key = try connection.key(of: question).prefix(8)
      let text = try connection.artifact(question)?.text ?? ""
      let short = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(60)
      return "\(sides[row]?.name ?? "") key:\(key) \"\(short)\""
    }
    let lines = try leaks.pairs.prefix(20).map { pair in
      "\n  \(String(describing: pair.score).prefix(6)): \(try shown(pair.row)) and \(try shown(pair.other))"
    }
    let rest = leaks.pairs.count > 20 ? "\n  and \(leaks.pairs.count - 20) more" : ""
    return ExportError(
      "pairs of questions on two sides with a ROUGE-L above \(limit) (--max-leak): "
        + "\(leaks.pairs.count); reject one of each pair, or allow more:"
        + lines.joined() + rest)
  }
}
