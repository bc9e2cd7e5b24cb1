import Base

/// Reads the fields of one object in a configuration file; its errors name the file and the field.
struct SettingsReader {
  private let json: JSON
  private let file: String
  /// The object's own name with a dot behind it, such as `endpoints.local.`.
  private let place: String

  /// A reader of `json`, which must be an object with no other fields than `known`.
  init(_ json: JSON, file: String, place: String, known: [String]) throws(UsageError) {
    self.json = json
    self.file = file
    self.place = place
    guard let members = json.object else {
      throw UsageError(
        "\(file): \(place.isEmpty ? "the file" : String(place.dropLast())) needs a JSON object")
    }
    for member in members where !known.contains(member.name) {
      let advice =
        Suggestion.closest(to: member.name, among: known).map { "did you mean \($0)?" }
        ?? "known are \(known.listed("and"))"
      throw error(member.name, "is not known: \(advice)")
    }
  }

  /// What is wrong with the field `name`.
  func error(_ name: String, _ problem: String) -> UsageError {
    UsageError("\(file): \(place)\(name) \(problem)")
  }

  /// A text that is not empty.
  func text(_ name: String, mayBeEmpty: Bool = false) throws(UsageError) -> String? {
    guard let value = json[name] else { return nil }
    guard let text = value.string, mayBeEmpty || !text.isEmpty else {
      throw error(name, "needs a text")
    }
    return text
  }

  /// One of `choices`.
  func choice(_ name: String, of choices: [String]) throws(UsageError) -> String? {
    guard let text = try text(name) else { return nil }
    guard choices.contains(text) else { throw error(name, "needs \(choices.listed("or"))") }
    return text
  }

  /// A list of texts, with one at least.
  func texts(_ name: String) throws(UsageError) -> [String]? {
    guard let value = json[name] else { return nil }
    let texts = (value.array ?? []).map { $0.string ?? "" }
    guard !texts.isEmpty, !texts.contains("") else { throw error(name, "needs a list of texts") }
    return texts
  }

  /// A whole number within `range`.
  func int(_ name: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
    guard let value = json[name] else { return nil }
    guard let number = value.int, range.contains(number) else {
      let most = range.upperBound == .max ? "of at least" : "from"
      let end = range.upperBound == .max ? "" : " to \(range.upperBound)"
      throw error(name, "needs a whole number \(most) \(range.lowerBound)\(end)")
    }
    return number
  }

  /// A number within `range`; `allowed` says it in words.
  func double(
    _ name: String, in range: ClosedRange<Double>, allowed: String
  ) throws(UsageError) -> Double? {
    guard let value = json[name] else { return nil }
    guard let number = value.double, number.isFinite, range.contains(number) else {
      throw error(name, "needs \(allowed)")
    }
    return number
  }

  /// The members of an object; none if the field is missing.
  func members(_ name: String) throws(UsageError) -> [JSON.Member] {
    guard let value = json[name] else { return [] }
    guard let members = value.object else { throw error(name, "needs a JSON object") }
    return members
  }

  /// A reader of the object in the field `name`; nil if it is missing.
  func object(_ name: String, known: [String]) throws(UsageError) -> SettingsReader? {
    guard let value = json[name] else { return nil }
    return try SettingsReader(value, file: file, place: "\(place)\(name).", known: known)
  }
}
