/// A view that anybody may read, as `schema.sql` describes it.
public struct PublicView: Sendable, Hashable {
  /// Its name.
  public let name: String
  /// The columns that tell its rows apart.
  public let identity: [String]
  /// What finds the identities of all rows without reading texts, where the view itself would.
  let quick: String?

  private init(_ name: String, _ identity: [String] = ["id"], quick: String? = nil) {
    self.name = name
    self.identity = identity
    self.quick = quick
  }

  private init(_ kind: Kind) {
    self.init(
      kind.view ?? kind.rawValue,
      quick: "SELECT artifact_id FROM standing WHERE kind = '\(kind.rawValue)'")
  }

  /// All of them, in the order of `schema.sql`.
  public static let all: [PublicView] =
    Kind.allCases.filter { $0.view != nil }.map { PublicView($0) } + [
      PublicView(
        "examples", ["answer_id"], quick: "SELECT artifact_id FROM standing WHERE chosen = 1"),
      PublicView("versions", quick: "SELECT id FROM artifact"),
      PublicView("ancestry", ["child_id", "role", "position"]),
      PublicView("decisions"), PublicView("drops", ["artifact_id", "rule", "run_id"]),
      PublicView("waiting"), PublicView("flags", ["artifact_id", "rule", "run_id"]),
      PublicView("scores", ["artifact_id", "rule", "run_id"]),
      PublicView("agreement", ["rule"]),
      PublicView("preferences", ["chosen_id", "rejected_id"]),
      PublicView("tags", ["artifact_id", "tag", "call_id"]),
      PublicView("contamination", ["benchmark", "rule"]),
      PublicView("duplicates", ["witness_id"]),
      PublicView("neighbours", ["artifact_id", "run_id"]),
      PublicView("funnel", ["kind", "rule"]),
      PublicView("yields", ["strategy", "part", "rule"]),
      PublicView("evolutions", ["kind", "operation", "round", "rule"]),
      PublicView("recipes"), PublicView("units", quick: "SELECT id FROM unit"),
      PublicView("calls", quick: "SELECT id FROM call"), PublicView("failures", ["unit_id"]),
      PublicView("costs", ["plan_id", "stage", "model"]),
    ]

  /// The view with a row for each artifact of `kind`; nil if there is none.
  public init?(of kind: Kind) {
    guard let name = kind.view, let view = PublicView.named(name) else { return nil }
    self = view
  }

  /// The view called `name`, or nil.
  public static func named(_ name: String) -> PublicView? { all.first { $0.name == name } }
}
