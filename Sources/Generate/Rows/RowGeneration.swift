internal import Base
internal import Client
public import Engine
public import Store

/// Prompts from a template over rows (distilabel's TextGeneration), or one literal prompt.
///
/// The replies are questions made from the rows; or the prompts are questions, and the replies
/// answers to them.
public struct RowGeneration: Sendable {
  /// Whom it asks.
  public var model: StageModel
  /// The template, whose variables are the rows' columns.
  public var template: PromptTemplate
  /// How many replies to each row.
  public var count: Int
  /// What the replies are.
  public var product: Product
  /// The query that the rows come from; nil for the template alone, without variables.
  public var query: String?

  /// What replies are taken for.
  public enum Product: String, Sendable, CaseIterable {
    case question, answer
  }

  /// Replies by `model` to `template` over the rows of `query`.
  public init(
    model: StageModel, template: PromptTemplate, count: Int, product: Product, query: String?
  ) {
    self.model = model
    self.template = template
    self.count = count
    self.product = product
    self.query = query
  }

  /// Its only stage.
  public var stages: [any Stage] {
    switch product {
    case .question: [RowStage(model: model, count: count)]
    case .answer: [AnswerStage(model: model, count: count)]
    }
  }

  /// The plan: the same template, query and model are the same plan, whatever rows it finds.
  public var plan: Plan {
    Plan(
      method: "prompt",
      parameters: [
        "template": .string(template.stored.hash.text), "as": .string(product.rawValue),
        "samples": JSON(count), "rows": JSON(query),
      ], stages: stages.map(\.plan))
  }

  /// The columns that the template may use.
  public static func columns(of query: String, _ connection: Connection) throws -> Set<String> {
    var columns: Set<String> = []
    try connection.query("SELECT * FROM (\(query)) LIMIT 0") {
      columns = Set($0)
    } row: { _ in
    }
    return columns
  }

  /// The rows, or the prompts made of them, stored where they are new.
  public func roots(_ connection: Connection) throws -> [Artifact] {
    let drafts = try rowDrafts(connection)
    let identity = drafts.map(\.text) + [product.rawValue, template.stored.hash.text]
    let plan = try connection.importPlan(
      kind: .row, source: "prompt", content: Key(of: identity))
    let batch = Batch(plan: plan, method: "prompt")
    let rows = try connection.insert(drafts, batch).map(\.reference)
    guard product == .answer else { return try live(rows, connection) }
    let prompts = zip(rows, drafts).map { row, draft in
      Draft(
        .question, template.render(draft.values).map(\.text).joined(), language: model.language,
        parents: [.stored(.source, row)], origin: .content(occurrence: 0), place: draft.place)
    }
    return try live(try connection.insert(prompts, batch).map(\.reference), connection)
  }

  private func rowDrafts(_ connection: Connection) throws -> [Draft] {
    var occurrences: [String: Int] = [:]
    let columns = try query.map { query in
      try connection.rows("SELECT * FROM (\(query))") { row in
        var members: [JSON.Member] = []
        for (index, name) in row.names.enumerated() {
          members.append(JSON.Member(name, row.value(index).json))
        }
        return JSON.object(members)
      }
    }
    return (columns ?? [.object([])]).enumerated().map { index, columns in
      let text = query == nil ? template.text : columns.text
      defer { occurrences[text, default: 0] += 1 }
      return Draft(
        .row, text, attributes: columns,
        origin: .content(occurrence: occurrences[text, default: 0]), place: Place(index + 1))
    }
  }

  private func live(
    _ references: [ArtifactReference], _ connection: Connection
  ) throws -> [Artifact] {
    try references.compactMap { reference in
      try connection.first(
        """
        SELECT \(Artifact.columns) FROM artifact AS made
        JOIN artifact AS a ON a.item_id = made.item_id
        JOIN standing AS st ON st.artifact_id = a.id AND st.status = 'live'
        WHERE made.id = ?
        """, [.integer(reference.id)]
      ) { try Artifact($0) }
    }
  }
}

extension Draft {
  fileprivate var values: [String: String] { Artifact.values(of: attributes) }
}

extension Value {
  /// A column's value; blobs as hexadecimal digits.
  fileprivate var json: JSON {
    switch self {
    case .null: .null
    case .integer(let number): JSON(number)
    case .real(let number): JSON(number)
    case .text(let text): .string(text)
    case .blob(let bytes): .string(hexadecimal(bytes))
    }
  }
}
