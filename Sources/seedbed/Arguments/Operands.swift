/// What a command takes besides its flags, written as help shows it: `DB FILE…`, `DB [ID…]`.
///
/// A name in brackets may be missing; the last name may end in `…` and then stands for several.
struct Operands: Sendable, ExpressibleByStringLiteral {
  /// The operands as written.
  let text: String
  /// The bare names in their order: `["DB", "FILE"]`.
  let names: [String]
  /// How many there must be.
  let minimum: Int
  /// How many there may be; nil for any number.
  let maximum: Int?

  /// The operands written as `text`.
  init(stringLiteral text: String) {
    let words = text.split(separator: " ")
    self.text = text
    names = words.map { word in String(word.filter { !"[]…".contains($0) }) }
    minimum = words.count { !$0.hasPrefix("[") }
    maximum = text.contains("…") ? nil : words.count
  }
}

extension Operands {
  /// Throws a sentence with the usage line of `command` unless `given` are neither too few nor too
  /// many.
  func check(_ given: [String], of command: Command) throws(UsageError) {
    if given.count < minimum { throw .missingOperand(names[given.count], of: command) }
    if let maximum, given.count > maximum {
      throw .superfluousOperand(given[maximum], of: command)
    }
  }
}
