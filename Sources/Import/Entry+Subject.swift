internal import Base
internal import Store

extension Entry {
  /// Gives level and subtopics the form that generated subjects have: a number from 100 to 900, and a
  /// list, for which a text is cut at its semicolons.
  mutating func readSubject() {
    attributes = attributes.flatMap { attribute in
      switch attribute.name {
      case Part.level.rawValue: SubjectLevel(attribute.value).attributes
      case Part.subtopics.rawValue: [JSON.Member(attribute.name, Entry.list(attribute.value))]
      default: [attribute]
      }
    }
  }

  private static func list(_ value: JSON) -> JSON {
    guard let text = value.string else { return value }
    return JSON(text.split(separator: ";").map { String($0).trimmed }.filter { !$0.isEmpty })
  }
}
