internal import Base
public import Store

extension Connection {
  /// Makes `rouge_1`, `rouge_2`, `rouge_l`, `tokens` and `template` callable in this connection's SQL.
  ///
  /// The scores are F1 from 0 to 1 and take two texts and, if wanted, a tokenizer's name (default
  /// `unicode-1`); `tokens` takes a text and gives a JSON array, `template` takes a
  /// text and gives it with numbers and names masked (``Template``). NULL gives NULL.
  public func defineRouge() throws {
    try defineScore("rouge_1") { Rouge.scoreN(1, $0, $1, by: $2).f }
    try defineScore("rouge_2") { Rouge.scoreN(2, $0, $1, by: $2).f }
    try defineScore("rouge_l") { Rouge.scoreL($0, $1, by: $2).f }
    try define("template") { arguments in
      guard arguments.count == 1 else { throw StoreError("template takes a text") }
      return arguments[0].asText.map { .text(Template.masked($0)) } ?? .null
    }
    try define("tokens") { arguments in
      guard (1...2).contains(arguments.count) else {
        throw StoreError("tokens takes a text and, if wanted, a tokenizer")
      }
      let tokenizer = try Tokenizer(sql: arguments.dropFirst().first, of: "tokens")
      guard let text = arguments.first?.asText else { return .null }
      return Value(JSON(tokenizer.tokens(in: text)))
    }
  }

  private func defineScore(
    _ name: String, _ score: @escaping @Sendable (String, String, Tokenizer) -> Double
  ) throws {
    try define(name) { arguments in
      guard (2...3).contains(arguments.count) else {
        throw StoreError("\(name) takes two texts and, if wanted, a tokenizer")
      }
      let tokenizer = try Tokenizer(sql: arguments.dropFirst(2).first, of: name)
      guard let left = arguments[0].asText, let right = arguments[1].asText else { return .null }
      return .real(score(left, right, tokenizer))
    }
  }
}

extension Tokenizer {
  /// The tokenizer that an argument of the SQL function `function` names.
  fileprivate init(sql argument: Value?, of function: String) throws {
    guard let argument else {
      self = .unicode
      return
    }
    guard let name = argument.asText, let known = Tokenizer(rawValue: name) else {
      let names = Tokenizer.allCases.map(\.rawValue).joined(separator: ", ")
      throw StoreError("\(function): the tokenizer must be one of \(names)")
    }
    self = known
  }
}

extension Value {
  /// The value as SQLite casts it to text; nil for NULL and blobs.
  fileprivate var asText: String? {
    switch self {
    case .text(let text): text
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .null, .blob: nil
    }
  }
}
