internal import Base
internal import Client
internal import Store

extension UnitPlan {
  /// What becomes of the unit by a reply that came whole; where JSON was asked for it has to have the
  /// shape of `schema`.
  func verdict(on completion: Completion, _ schema: ResponseSchema?) -> Answer.Verdict {
    var reading = Reading(
      unit: draft.key, place: draft.place, content: completion.content, object: .null)
    do {
      if let schema { reading.object = try UnitPlan.object(completion.content, schema) }
      return .usable(try read(reading))
    } catch {
      return .unusable(error.failure, error.description)
    }
  }

  private static func object(
    _ content: String, _ schema: ResponseSchema
  ) throws(UnreadableReply) -> JSON {
    let object: JSON
    do {
      object = try StructuredReply.object(in: content)
    } catch {
      throw UnreadableReply(
        "the reply is not the JSON that was asked for: \(error)", failure: .notJSON)
    }
    let problems = schema.problems(object)
    guard problems.isEmpty else {
      let first = problems.prefix(3).joined(separator: "; ")
      throw UnreadableReply(
        "the reply is not of the shape asked for: \(first)", failure: .schemaMismatch)
    }
    return object
  }
}
