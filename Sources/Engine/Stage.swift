public import Base
public import Store

/// One step of a method: turns artifacts of one kind into requests, and replies into artifacts.
///
/// Everything a stage does is derived from the database and its own parameters, so that the same
/// command plans the same units again and finds them answered.
public protocol Stage: Sendable {
  /// What it asks, of whom, and how.
  var plan: PlanStage { get }

  /// ``plan``, and what it asks in further turns of the same conversations.
  var plans: [PlanStage] { get }

  /// Of what kind the artifacts are that it plans units below.
  var parentKind: Kind { get }

  /// Of what kind the artifacts are that the next stage works on.
  var childKind: Kind { get }

  /// True if the children are judged together, when every unit below a parent is final: then the
  /// next stage waits for that; else it begins with each child at once.
  var settles: Bool { get }

  /// The units below `parent`, in canonical order.
  func units(below parent: Artifact, in connection: Connection) throws -> [UnitPlan]

  /// True if there are enough children below `parent`, so that an unusable unit need not be asked
  /// once more.
  func isSatisfied(below parent: Artifact, in connection: Connection) throws -> Bool

  /// Children of `parent` that a person gave, so that the next stage works on them, too; asked for
  /// only if the stage ``settles``.
  func given(below parent: Artifact, in connection: Connection) throws -> [Artifact]

  /// Judges the children of `parent`, as rules `limit` and `repeat` do; called only if ``settles``.
  func settle(_ parent: Artifact, in connection: Connection, run: Int) throws
}

/// A stage whose later requests depend on what earlier ones brought: each draws its examples from
/// a pool that grows.
///
/// It is asked again whenever a unit of its own is final, and remembers what it told. What it plans
/// must follow from the final units in canonical order, never from the order of their arrival.
public protocol UnfoldingStage: Stage {
  /// What can be planned below `parent`, now that more units are final; all of it the first time.
  func unfold(
    _ parent: Artifact, isFirst: Bool, in connection: Connection, run: Int
  ) throws -> Unfolding
}

/// What an unfolding stage has to tell since the last time.
public struct Unfolding: Sendable {
  /// Further units, in canonical order.
  public var units: [UnitPlan]
  /// Further artifacts that the next stage works on.
  public var children: [Artifact]

  /// Nothing yet.
  public init(units: [UnitPlan] = [], children: [Artifact] = []) {
    self.units = units
    self.children = children
  }
}

extension UnfoldingStage {
  /// What it plans depends on what it planned before: ``unfold(_:isFirst:in:run:)`` says it.
  public func units(below parent: Artifact, in connection: Connection) throws -> [UnitPlan] { [] }

  /// Where a unit brought nothing another was planned: asked once more, it would change what was
  /// drawn for those after it.
  public func isSatisfied(below parent: Artifact, in connection: Connection) throws -> Bool { true }
}

extension Stage {
  /// Most stages ask in one turn.
  public var plans: [PlanStage] { [plan] }

  /// Most stages judge nothing.
  public var settles: Bool { false }

  /// Most stages miss what an unusable unit did not bring.
  public func isSatisfied(below parent: Artifact, in connection: Connection) throws -> Bool {
    false
  }

  /// Most stages work on what was asked for alone.
  public func given(below parent: Artifact, in connection: Connection) throws -> [Artifact] { [] }

  /// Most stages judge nothing.
  public func settle(_ parent: Artifact, in connection: Connection, run: Int) throws {}

  /// The unit with `ordinal` below `parent`, which is its only parent unless `parents` are given.
  public func unitDraft(
    _ ordinal: Int, below parent: ArtifactReference, parents: [Key]? = nil
  ) -> UnitDraft {
    plan.unitDraft(ordinal, below: parent, parents: parents)
  }
}

extension PlanStage {
  /// The unit with `ordinal` below `parent`, which is its only parent unless `parents` are given.
  public func unitDraft(
    _ ordinal: Int, below parent: ArtifactReference, parents: [Key]? = nil
  ) -> UnitDraft {
    UnitKeys(self).draft(ordinal, below: parent, parents: parents)
  }

  /// The key of the unit with `ordinal` that is made from `parents`.
  public func unitKey(parents: [Key], ordinal: Int) -> Key {
    UnitKeys(self).key(parents: parents, ordinal: ordinal)
  }
}
