// Values that are more than text. Each accessor returns nil if the flag was not given, and throws a
// sentence that names the flag as it was typed, the value, and what is allowed.

extension Invocation {
  /// A whole number within `range`.
  func int(
    _ name: String, stage: String? = nil, in range: ClosedRange<Int> = 0...Int.max
  ) throws(UsageError) -> Int? {
    guard let (typed, text) = single(name, stage) else { return nil }
    guard let value = Int(text), range.contains(value) else {
      throw .value(text, of: typed, allowed: Invocation.allowed(range))
    }
    return value
  }

  /// A number within `range`.
  func double(
    _ name: String, stage: String? = nil, in range: ClosedRange<Double> = 0...Double.infinity
  ) throws(UsageError) -> Double? {
    guard let (typed, text) = single(name, stage) else { return nil }
    guard let value = Double(text), value.isFinite, range.contains(value) else {
      throw .value(text, of: typed, allowed: Invocation.allowed(range))
    }
    return value
  }

  /// A part of a whole, from 0 to 1.
  func share(_ name: String, stage: String? = nil) throws(UsageError) -> Double? {
    try double(name, stage: stage, in: 0...1)
  }

  /// A case of an enumeration, by its raw value.
  func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ name: String, stage: String? = nil, as type: Choice.Type = Choice.self
  ) throws(UsageError) -> Choice? {
    guard let (typed, text) = single(name, stage) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    throw .value(text, of: typed, choices: Choice.allCases.map(\.rawValue))
  }

  /// Texts of the form `name=value`, in their order.
  func pairs(
    _ name: String, stage: String? = nil
  ) throws(UsageError) -> [(name: String, value: String)] {
    guard let (typed, texts) = given(name, stage) else { return [] }
    var pairs: [(name: String, value: String)] = []
    for text in texts {
      guard let sign = text.firstIndex(of: "="), sign > text.startIndex else {
        throw .value(text, of: typed, allowed: "name=value")
      }
      pairs.append((String(text[..<sign]), String(text[text.index(after: sign)...])))
    }
    return pairs
  }

  private func single(_ name: String, _ stage: String?) -> (name: String, text: String)? {
    guard let found = given(name, stage), let text = found.values.last else { return nil }
    return (found.name, text)
  }

  private static func allowed(_ range: ClosedRange<Int>) -> String {
    range.upperBound == .max
      ? "a whole number of at least \(range.lowerBound)"
      : "a whole number from \(range.lowerBound) to \(range.upperBound)"
  }

  private static func allowed(_ range: ClosedRange<Double>) -> String {
    let lower = plain(range.lowerBound)
    return range.upperBound == .infinity
      ? "a number of at least \(lower)" : "a number from \(lower) to \(plain(range.upperBound))"
  }

  private static func plain(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? String(number)
  }
}
