public import Base
public import Client
public import Store

/// A request that a stage plans: who it is, what it asks, and how its reply becomes artifacts.
public struct UnitPlan: Sendable {
  /// The identity and the place.
  public var draft: UnitDraft
  /// The request; made when it is sent, since most units of a resumed run are done already.
  public var request: @Sendable () -> any ModelRequest
  /// Reads a reply.
  public var read: @Sendable (Reading) throws(UnreadableReply) -> [Draft]

  /// A planned request.
  public init(
    draft: UnitDraft, request: @escaping @Sendable () -> any ModelRequest,
    read: @escaping @Sendable (Reading) throws(UnreadableReply) -> [Draft]
  ) {
    self.draft = draft
    self.request = request
    self.read = read
  }
}

/// A usable reply, as a stage reads it.
public struct Reading: Sendable {
  /// The unit's key, which the artifacts' keys contain.
  public var unit: Key
  /// The unit's place; its artifacts' places are below.
  public var place: Place
  /// The text, without reasoning.
  public var content: String
  /// The JSON that was asked for, checked against the schema; null where none was.
  public var object: JSON
}

/// A reply that holds nothing a stage can use, with why.
public struct UnreadableReply: Error, CustomStringConvertible {
  /// What table `unit` calls it.
  public var failure: FailureClass
  /// A sentence.
  public var description: String

  /// A reply that cannot be used.
  public init(_ description: String, failure: FailureClass = .unparsable) {
    self.failure = failure
    self.description = description
  }
}
