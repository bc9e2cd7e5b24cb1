import Base
import Foundation
import TestSupport

/// Pairs of texts with what `rouge_score` 0.1.2 says of them, kept outside of the project.
struct RougeVectors {
  let a, b: String
  let m, n, lcs: Int
  let rougeL, rouge1, rouge2: Double
  let above: Bool

  static let url = Corpora.file("rouge_vectors.jsonl")

  static var isThere: Bool { FileManager.default.fileExists(atPath: url.path) }

  static func load() throws -> [RougeVectors] {
    try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map {
      try RougeVectors(JSON(parsing: String($0)))
    }
  }

  private init(_ row: JSON) throws {
    a = row["a"]?.string ?? ""
    b = row["b"]?.string ?? ""
    m = row["m"]?.int ?? -1
    n = row["n"]?.int ?? -1
    lcs = row["lcs"]?.int ?? -1
    rougeL = row["rougeL"]?.double ?? -1
    rouge1 = row["rouge1"]?.double ?? -1
    rouge2 = row["rouge2"]?.double ?? -1
    above = row["above_0.7"]?.bool ?? false
  }
}
