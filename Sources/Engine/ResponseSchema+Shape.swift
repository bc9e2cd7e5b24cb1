internal import Base
internal import Client

extension ResponseSchema {
  /// What is wrong with the shape of `value`, without what stages judge themselves.
  ///
  /// More items than were asked for are dropped by rule `limit`, so that they can be seen; servers
  /// that know no schema also add fields, and write a number as text.
  func shapeProblems(_ value: JSON) -> [String] {
    JSONSchema.problems(value, ResponseSchema.shape(schema))
  }

  private static let limits: Set = [
    "minItems", "maxItems", "minLength", "maxLength", "minimum", "maximum", "additionalProperties",
  ]

  private static func shape(_ schema: JSON) -> JSON {
    let members = (schema.object ?? []).filter { member in
      let isNumber = ["integer", "number"].contains(member.value.string)
      return !limits.contains(member.name) && !(member.name == "type" && isNumber)
    }
    return .object(
      members.map { member in
        switch member.name {
        case "items": JSON.Member(member.name, shape(member.value))
        case "properties":
          JSON.Member(
            member.name,
            .object(
              (member.value.object ?? []).map { JSON.Member($0.name, shape($0.value)) }))
        default: member
        }
      })
  }
}
