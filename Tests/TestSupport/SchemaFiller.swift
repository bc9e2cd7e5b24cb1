import Base

/// Writes values that fit a JSON Schema; a text and the place in the value decide which.
struct SchemaFiller {
  /// Where all randomness comes from.
  let seed: String

  /// A value for `schema` at `path`.
  func value(_ schema: JSON, _ path: String = "$") -> JSON {
    var random = SplitMix64(seed: seed + path)
    if let choices = schema["enum"]?.array, !choices.isEmpty {
      return choices[Int.random(in: 0..<choices.count, using: &random)]
    }
    if let constant = schema["const"] { return constant }
    let types = schema["type"]?.array ?? [schema["type"] ?? "string"]
    switch types.compactMap(\.string).first(where: { $0 != "null" }) {
    case "object": return object(schema, path)
    case "array": return array(schema, path, &random)
    case "integer": return JSON(number(schema, &random))
    case "number": return JSON(Double(number(schema, &random)))
    case "boolean": return .bool(Bool.random(using: &random))
    case nil: return .null
    default: return .string(text(schema, &random))
    }
  }

  private func object(_ schema: JSON, _ path: String) -> JSON {
    let properties = schema["properties"]?.object ?? []
    return .object(
      properties.map { JSON.Member($0.name, value($0.value, "\(path).\($0.name)")) })
  }

  private func array(_ schema: JSON, _ path: String, _ random: inout SplitMix64) -> JSON {
    let least = schema["minItems"]?.int
    let most = schema["maxItems"]?.int
    let range = (least ?? min(3, most ?? 3))...max(least ?? 0, most ?? max(3, least ?? 3))
    let count = most == nil ? range.lowerBound : Int.random(in: range, using: &random)
    return .array((0..<count).map { value(schema["items"] ?? [:], "\(path)[\($0)]") })
  }

  private func number(_ schema: JSON, _ random: inout SplitMix64) -> Int {
    let least = Int((schema["minimum"]?.double ?? 0).rounded(.up))
    let most = Int((schema["maximum"]?.double ?? Double(least) + 9).rounded(.down))
    return Int.random(in: least...max(least, most), using: &random)
  }

  private func text(_ schema: JSON, _ random: inout SplitMix64) -> String {
    var text = Words.name(&random)
    while text.unicodeScalars.count < schema["minLength"]?.int ?? 0 {
      text += " " + Words.word(&random)
    }
    return String(text.prefix(schema["maxLength"]?.int ?? .max))
  }
}

/// Words of no language, so many that two hardly ever meet.
enum Words {
  /// Three syllables.
  static func word(_ random: inout SplitMix64) -> String {
    (0..<3).map { _ in
      let consonant = "bcdfghjklmnpqrstvwxz".randomElement(using: &random) ?? "b"
      return String([consonant, "aeiou".randomElement(using: &random) ?? "a"])
    }.joined()
  }

  /// Two words that begin like names.
  static func name(_ random: inout SplitMix64) -> String {
    word(&random).capitalizedFirst + " " + word(&random).capitalizedFirst
  }

  /// A sentence of `count` words.
  static func sentence(_ count: Int, _ random: inout SplitMix64) -> String {
    let words = (0..<count).map { _ in word(&random) }
    return words.joined(separator: " ").capitalizedFirst + "."
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
