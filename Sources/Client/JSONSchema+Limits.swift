public import Base

extension JSONSchema {
  private static let limits: Set = [
    "minItems", "maxItems", "minLength", "maxLength", "minimum", "maximum", "pattern",
  ]

  /// `schema` without limits on numbers and lengths, at every level.
  public static func withoutLimits(_ schema: JSON) -> JSON {
    guard let members = schema.object else { return schema }
    return .object(
      members.filter { !limits.contains($0.name) }.map { member in
        switch member.name {
        case "properties":
          let properties = member.value.object ?? []
          return JSON.Member(
            member.name,
            .object(properties.map { JSON.Member($0.name, withoutLimits($0.value)) }))
        case "items": return JSON.Member(member.name, withoutLimits(member.value))
        default: return member
        }
      })
  }
}
