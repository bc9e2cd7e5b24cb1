public import Base
internal import Formats

/// What a check of training files found.
public struct CheckReport: Sendable {
  /// How many faults there are.
  public let faults: Int
  /// Each place that is told, as `FILE:LINE: class: sentence`; a class that a file has often is
  /// told some times.
  public let lines: [String]
  /// The figures as `--json` prints them.
  public let json: JSON

  init(findings: Findings, rows: [String: Int], tokens: TokenStatistics, format: Format) {
    faults = findings.faults
    lines = findings.told.map { finding in
      let place = finding.line.map { "\(finding.file):\($0)" } ?? finding.file
      return "\(place): \(finding.fault.isWarning ? "warning: " : "")\(finding.fault)"
    }
    json = [
      "format": .string(format.name), "is_valid": JSON(booleanLiteral: findings.faults == 0),
      "rows": .object(
        ["train", "validation", "test"].compactMap { split in
          rows[split].map { .init(split, JSON($0)) }
        }),
      "faults": findings.counts(areWarnings: false),
      "warnings": findings.counts(areWarnings: true), "tokens": tokens.json,
      "findings": .array(
        findings.told.map { finding in
          [
            "file": .string(finding.file), "line": finding.line.map { JSON($0) } ?? .null,
            "class": .string(finding.fault.name), "problem": .string(finding.fault.problem),
            "is_warning": JSON(booleanLiteral: finding.fault.isWarning),
          ]
        }),
    ]
  }
}

/// How long the rows of a data set are, in estimated tokens.
struct TokenStatistics: Sendable {
  private let sorted: [UInt32]
  private let total: Int

  init(_ tokens: [UInt32]) {
    sorted = tokens.sorted()
    total = tokens.reduce(0) { $0 + Int($1) }
  }

  /// The smallest number that `share` of the rows do not exceed.
  private func quantile(_ share: Double) -> Int {
    guard !sorted.isEmpty else { return 0 }
    let place = Int((Double(sorted.count) * share).rounded(.up)) - 1
    return Int(sorted[min(max(place, 0), sorted.count - 1)])
  }

  /// Total, mean and quantiles, and how they were counted.
  var json: JSON {
    [
      "total": JSON(total),
      "mean": JSON(sorted.isEmpty ? 0 : (Double(total) / Double(sorted.count) * 10).rounded() / 10),
      "median": JSON(quantile(0.5)), "p95": JSON(quantile(0.95)), "max": JSON(quantile(1)),
      "method": .string(TokenEstimate.method),
    ]
  }
}
