public import Base
public import Client
public import Store

/// A request that a stage plans: who it is, what it asks, and how its reply becomes artifacts.
public struct UnitPlan: Sendable {
  /// The identity and the place.
  public var draft: UnitDraft
  /// The request; made when it is sent, since most units of a resumed run are done already.
  public var request: @Sendable () -> ChatRequest
  /// Reads a reply.
  public var read: @Sendable (Reading) throws(UnreadableReply) -> [Draft]

  /// A planned request.
  public init(
    draft: UnitDraft, request: @escaping @Sendable () -> ChatRequest,
    read: @escaping @Sendable (Reading) throws(UnreadableReply) -> [Draft]
  ) {
    self.draft = draft
    self.request = request
    self.read = read
  }
}

extension UnitPlan {
  /// The unit that is asked instead of this one, which brought nothing usable.
  ///
  /// It has this one's place, and a key of its own, so that it is asked once, too.
  func standIn() -> UnitPlan {
    var copy = self
    copy.draft.retry += 1
    copy.draft.key = Key(of: ["stand-in 1", draft.key.text])
    return copy
  }

  /// The unit, or the last of those that stand in for it, as far as they are stored.
  func latest(in connection: Connection) throws -> (unit: UnitPlan, stored: StoredUnit?) {
    var unit = self
    var stored = try connection.unit(draft.key)
    while stored?.state == .unusable {
      let next = unit.standIn()
      guard let found = try connection.unit(next.draft.key) else { break }
      (unit, stored) = (next, found)
    }
    return (unit, stored)
  }

  /// Where it is stored, or what stands in for it; nil if it was never planned.
  public func stored(in connection: Connection) throws -> StoredUnit? {
    try latest(in: connection).stored
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
