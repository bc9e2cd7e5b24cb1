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
  /// Where the rows come from.
  public var source: RowSource
  /// What stands before each prompt, as a turn of the system.
  public var system: String?
  /// The shape of the replies; nil for free text.
  public var shape: ReplyShape?

  /// What replies are taken for.
  public enum Product: String, Sendable, CaseIterable {
    case question, answer

    /// What the artifact is.
    public var kind: Kind { self == .question ? .question : .answer }
  }

  /// Replies by `model` to `template` over the rows of `source`.
  public init(
    model: StageModel, template: PromptTemplate, count: Int, product: Product,
    source: RowSource = .none, system: String? = nil, shape: ReplyShape? = nil
  ) {
    self.model = model
    self.template = template
    self.count = count
    self.product = product
    self.source = source
    self.system = system
    self.shape = shape
  }

  /// Its only stage.
  public var stages: [any Stage] {
    switch product {
    case .question: [RowStage(model: model, count: count, system: system, shape: shape)]
    case .answer: [AnswerStage(model: model, count: count, shape: shape)]
    }
  }

  /// The plan: the same template, rows and model are the same plan, whatever rows it finds.
  public var plan: Plan {
    Plan(
      method: "prompt",
      parameters: [
        "template": .string(template.stored.hash.text), "as": .string(product.rawValue),
        "samples": JSON(count), "rows": source.parameter, "system": JSON(system),
      ], stages: stages.map(\.plan))
  }

  /// The rows, or the prompts made of them, stored where they are new.
  public func roots(_ connection: Connection) throws -> [Artifact] {
    if case .imported = source {
      let rows = try source.imported(connection)
      let (places, batch) = (
        rows.indices.map { Place($0 + 1) }, try batch(rows.map(\.reference.key.text), connection)
      )
      return try starts(rows.map { ($0.reference, $0.attributes) }, places, batch, connection)
    }
    let drafts = try rowDrafts(connection)
    let batch = try batch(drafts.map(\.text), connection)
    let rows = try connection.insert(drafts, batch).map(\.reference)
    return try starts(
      zip(rows, drafts).map { ($0, $1.attributes) }, drafts.map(\.place), batch, connection)
  }

  /// Where rows and prompts made of `texts` get their place.
  private func batch(_ texts: [String], _ connection: Connection) throws -> Batch {
    let identity = texts + [product.rawValue, template.stored.hash.text]
    let plan = try connection.importPlan(
      kind: .row, source: "prompt", content: Key(of: identity))
    return Batch(plan: plan, method: "prompt")
  }

  /// What the stage works on: the rows, or finished prompts as questions.
  private func starts(
    _ rows: [(reference: ArtifactReference, columns: JSON)], _ places: [Place], _ batch: Batch,
    _ connection: Connection
  ) throws -> [Artifact] {
    guard product == .answer else {
      return try connection.liveHeads(of: rows.map(\.reference))
    }
    let attributes = JSON.object(system.map { [JSON.Member("system", .string($0))] } ?? [])
    let prompts = zip(rows, places).map { row, place in
      var values = Artifact.values(of: row.columns)
      values["language"] = values["language"] ?? model.language
      return Draft(
        .question, template.render(values).map(\.text).joined(), attributes: attributes,
        language: model.language, parents: [.stored(.source, row.reference)],
        origin: .content(occurrence: 0), place: place)
    }
    return try connection.liveHeads(
      of: try connection.insert(prompts, batch).map(\.reference))
  }

  private func rowDrafts(_ connection: Connection) throws -> [Draft] {
    var occurrences: [String: Int] = [:]
    return try rows(connection).enumerated().map { index, row in
      let text = source == .none ? template.text : row.columns.text
      defer { occurrences[text, default: 0] += 1 }
      return Draft(
        .row, text, attributes: row.columns,
        parents: row.about.map { [.stored(.source, $0)] } ?? [],
        origin: .content(occurrence: occurrences[text, default: 0]), place: Place(index + 1))
    }
  }

  /// The columns of each row, and the artifact that it is about.
  private func rows(
    _ connection: Connection
  ) throws -> [(columns: JSON, about: ArtifactReference?)] {
    guard case .query(let query) = source else { return [(.object([]), nil)] }
    return try connection.rows("SELECT * FROM (\n\(query)\n)") { row in
      var members: [JSON.Member] = []
      for (index, name) in row.names.enumerated() {
        members.append(JSON.Member(name, row.value(index).json))
      }
      return JSON.object(members)
    }.map { columns in
      let about = try columns[RowSource.aboutColumn].flatMap { id in
        try id == .null ? nil : reference(id, connection)
      }
      return (columns.setting(RowSource.aboutColumn, nil), about)
    }
  }

  private func reference(_ id: JSON, _ connection: Connection) throws -> ArtifactReference {
    guard let number = id.int, let artifact = try connection.artifact(number) else {
      throw PromptError(
        "the column \(RowSource.aboutColumn) has \(id.text), which is the id of no artifact")
    }
    return artifact.reference
  }
}

extension Connection {
  /// The live heads of the items that `references` belong to.
  func liveHeads(of references: [ArtifactReference]) throws -> [Artifact] {
    try references.compactMap { reference in
      try first(
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
