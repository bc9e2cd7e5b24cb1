internal import Base
internal import Engine
internal import Store

/// What a model is asked for above the disciplines: fields, and their subfields with disciplines.
public struct TaxonomyOrder: Sendable {
  /// How many fields.
  public var fields = 10
  /// How many subfields of each field.
  public var subfields = 5
  /// How many disciplines of each subfield.
  public var disciplines = 5
  /// Whom the stages ask, in the order of ``Glan/taxonomyStageNames``.
  public var models: [StageModel]

  /// The default counts, asked of `models`.
  public init(models: [StageModel]) { self.models = models }

  var stages: [any Stage] {
    [
      FieldStage(model: models[0], count: fields),
      TaxonomyStage(model: models[1], subfields: subfields, disciplines: disciplines),
    ]
  }

  var parameter: JSON {
    [
      "fields": JSON(fields), "subfields": JSON(subfields),
      "subfield_disciplines": JSON(disciplines),
    ]
  }

  /// What the fields are fields of: the parent of the first requests, so that these have a place in
  /// lineage like all others, and rejecting it takes the whole tree out.
  private static let root = Draft(
    .taxonomy, "human knowledge and skills", origin: .content(occurrence: 0), place: Place(1))

  /// The root, if nobody rejected it; stored first where it is missing.
  func roots(_ connection: Connection) throws -> [Artifact] {
    let root = TaxonomyOrder.root
    let plan = try connection.importPlan(
      kind: root.kind, source: "glan", content: Key(of: [root.text]))
    _ = try connection.insert([root], Batch(plan: plan, method: "glan"))
    return try connection.liveArtifacts(root.kind)
  }
}
