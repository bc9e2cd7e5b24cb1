public import Base

extension JSONSchema {
  private static let limits: Set = [
    "minItems", "maxItems", "minLength", "maxLength", "minimum", "maximum", "pattern",
  ]

  /// `schema` without limits on numbers and lengths, at every level.
  public static func withoutLimits(_ schema: JSON) -> JSON {
    pruned(schema) { limits.contains($0.name) }
  }

  /// What of `schema` a reply must keep to, whoever gave it.
  ///
  /// Limits are for rules to judge; servers that know no schema also add fields, and write a number
  /// as text.
  static func shape(_ schema: JSON) -> JSON {
    pruned(schema) { keyword in
      limits.contains(keyword.name) || keyword.name == "additionalProperties"
        || keyword.name == "type" && ["integer", "number"].contains(keyword.value.string)
    }
  }

  /// `schema` without the keywords that `isDropped` picks, at every level; properties of those names
  /// stay.
  private static func pruned(_ schema: JSON, _ isDropped: (JSON.Member) -> Bool) -> JSON {
    guard let keywords = schema.object else { return schema }
    return .object(
      keywords.filter { !isDropped($0) }.map { keyword in
        switch keyword.name {
        case "items": JSON.Member(keyword.name, pruned(keyword.value, isDropped))
        case "properties":
          JSON.Member(
            keyword.name,
            .object(
              (keyword.value.object ?? []).map {
                JSON.Member($0.name, pruned($0.value, isDropped))
              }))
        default: keyword
        }
      })
  }
}
