public import Base

/// Checks values against the part of JSON Schema (2020-12) that we send to servers.
///
/// Known are `type`, `enum`, `const`, `properties`, `required`, `additionalProperties`, `items`,
/// `minItems`, `maxItems`, `minLength`, `maxLength` (in code points), `minimum` and `maximum`; other
/// keywords are not looked at.
public enum JSONSchema {
  /// What is wrong with `value` by `schema`, each with its path: `sessions[2].name is missing`.
  ///
  /// At most 20 problems; none if the value fits.
  public static func problems(_ value: JSON, _ schema: JSON) -> [String] {
    var check = SchemaCheck()
    check.look(at: value, schema, "")
    return check.problems
  }
}

extension ResponseSchema {
  /// What is wrong with the shape of `value`, as ``JSONSchema/problems(_:_:)`` has it.
  ///
  /// Limits, further fields and the spelling of numbers are not held against a reply.
  public func problems(_ value: JSON) -> [String] {
    JSONSchema.problems(value, JSONSchema.shape(schema))
  }
}

/// One walk through a value.
private struct SchemaCheck {
  var problems: [String] = []
  private var isFull: Bool { problems.count >= 20 }

  private mutating func add(_ path: String, _ problem: String) {
    if !isFull { problems.append("\(path.isEmpty ? "the reply" : path) \(problem)") }
  }

  mutating func look(at value: JSON, _ schema: JSON, _ path: String) {
    guard !isFull else { return }
    let types = schema["type"]?.array ?? schema["type"].map { [$0] } ?? []
    let names = types.compactMap(\.string)
    guard names.isEmpty || names.contains(where: { value.isSchemaType($0) }) else {
      return add(path, "is \(value.schemaType), not \(names.joined(separator: " or "))")
    }
    let allowed = schema["enum"]?.array ?? schema["const"].map { [$0] } ?? []
    if !allowed.isEmpty, !allowed.contains(where: { $0.equals(value) }) {
      add(path, "is none of \(allowed.map(\.text).joined(separator: ", "))")
    }
    switch value {
    case .object(let members): look(at: members, schema, path)
    case .array(let elements): look(at: elements, schema, path)
    case .string(let text):
      limit(text.unicodeScalars.count, schema, "minLength", "maxLength", "characters", path)
    case .number: limit(value.double ?? 0, schema, path)
    default: break
    }
  }

  private mutating func look(at members: [JSON.Member], _ schema: JSON, _ path: String) {
    let properties = schema["properties"] ?? .null
    let present = Set(members.map(\.name))
    for name in (schema["required"]?.array ?? []).compactMap(\.string)
    where !present.contains(name) {
      add(path.isEmpty ? name : "\(path).\(name)", "is missing")
    }
    let additional = schema["additionalProperties"]
    for member in members {
      let place = path.isEmpty ? member.name : "\(path).\(member.name)"
      if let property = properties[member.name] ?? (additional?.object == nil ? nil : additional) {
        look(at: member.value, property, place)
      } else if additional == .bool(false) {
        add(place, "is not asked for")
      }
    }
  }

  private mutating func look(at elements: [JSON], _ schema: JSON, _ path: String) {
    limit(elements.count, schema, "minItems", "maxItems", "items", path)
    guard let items = schema["items"] else { return }
    for (index, element) in elements.enumerated() where !isFull {
      look(at: element, items, "\(path)[\(index)]")
    }
  }

  private mutating func limit(
    _ count: Int, _ schema: JSON, _ least: String, _ most: String, _ what: String, _ path: String
  ) {
    if let least = schema[least]?.int, count < least {
      add(path, "has \(count) \(what), fewer than \(least)")
    }
    if let most = schema[most]?.int, count > most {
      add(path, "has \(count) \(what), more than \(most)")
    }
  }

  private mutating func limit(_ number: Double, _ schema: JSON, _ path: String) {
    if let least = schema["minimum"]?.double, number < least {
      add(path, "is below \(JSON(least))")
    }
    if let most = schema["maximum"]?.double, number > most {
      add(path, "is above \(JSON(most))")
    }
  }
}

extension JSON {
  /// What JSON Schema calls this kind of value.
  fileprivate var schemaType: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  fileprivate func isSchemaType(_ name: String) -> Bool {
    guard name == "integer" else { return name == schemaType }
    guard let number = double else { return false }
    return number.rounded() == number
  }

  /// Equality as JSON Schema has it: 1 is 1.0, and the order of members does not matter.
  fileprivate func equals(_ other: JSON) -> Bool {
    if case .number = self, case .number = other { return double == other.double }
    return self == other || canonical == other.canonical
  }
}
