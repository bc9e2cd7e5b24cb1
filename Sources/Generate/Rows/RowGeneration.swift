public import Base
public import Engine
public import Store

/// Questions from a template over rows (distilabel's TextGeneration), or from one literal prompt.
public struct RowGeneration: Sendable {
  /// Whom it asks, with the template.
  public var model: StageModel
  /// How many questions of each row.
  public var count: Int
  /// The rows, as keys of artifacts of kind `row`.
  public var rows: [Key]

  /// Questions by `model`.
  public init(model: StageModel, count: Int, rows: [Key]) {
    self.model = model
    self.count = count
    self.rows = rows
  }

  /// Its only stage.
  public var stages: [any Stage] { [RowStage(model: model, count: count)] }

  /// The plan: the same rows, model and prompt are the same plan.
  public var plan: Plan {
    Plan(
      method: "prompt",
      parameters: [
        "samples": JSON(count), "rows": .string(Key(of: rows.map(\.text)).text),
      ], stages: stages.map(\.plan))
  }

  /// The rows, in canonical order.
  public func roots(_ connection: Connection) throws -> [Artifact] {
    let wanted = Set(rows)
    return try connection.liveArtifacts(.row).filter { wanted.contains($0.reference.key) }
  }
}
