internal import Base
public import Client
public import Store

/// A prompt with variables written `{{name}}`.
///
/// ```swift
/// let template = try PromptTemplate(name: "greet", text: "Hello {{name}}!", variables: ["name"])
/// template.render(["name": "Ada"])  // one piece: "Hello Ada!"
/// ```
public struct PromptTemplate: Sendable, Hashable {
  /// The file's name without `.md`.
  public let name: String
  /// The text with its variables.
  public let text: String
  private let parts: [Part]

  private enum Part: Hashable { case text(String), variable(String) }

  /// A template that may use `variables`, and must use those that are `required`.
  ///
  /// - Throws: ``PromptError`` that names the template and the variable.
  public init(
    name: String, text: String, variables: Set<String>, required: Set<String> = []
  ) throws(PromptError) {
    self.name = name
    self.text = text
    parts = try PromptTemplate.parse(text, name)
    let used = Set(
      parts.compactMap { part in
        if case .variable(let variable) = part { variable } else { nil }
      })
    if let unknown = used.subtracting(variables).min() {
      throw PromptError(
        "the prompt \(name) uses {{\(unknown)}}, which this stage does not have: it has "
          + variables.sorted().map { "{{\($0)}}" }.joined(separator: ", "))
    }
    if let missing = required.subtracting(used).min() {
      throw PromptError("the prompt \(name) lacks {{\(missing)}}, which it needs")
    }
  }

  private static func parse(_ text: String, _ name: String) throws(PromptError) -> [Part] {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstRange(of: "{{") {
      parts.append(.text(String(rest[..<open.lowerBound])))
      rest = rest[open.upperBound...]
      guard let close = rest.firstRange(of: "}}") else {
        throw PromptError("the prompt \(name) has {{ without }}")
      }
      parts.append(.variable(rest[..<close.lowerBound].filter { !$0.isWhitespace }))
      rest = rest[close.upperBound...]
    }
    return parts + [.text(String(rest))]
  }

  /// The prompt with `values` in place of the variables; a missing one is empty.
  ///
  /// White space at the end is dropped (an empty last variable leaves some). A value in `shared` is
  /// a piece of its own, stored once for all prompts that have it.
  public func render(_ values: [String: String], shared: Set<String> = []) -> [Piece] {
    var pieces: [Piece] = []
    for part in parts {
      switch part {
      case .text(let text): pieces.append(Piece(text))
      case .variable(let name):
        pieces.append(Piece(values[name] ?? "", isShared: shared.contains(name)))
      }
    }
    while var last = pieces.popLast() {
      last.text.trimEnd()
      guard !last.text.isEmpty else { continue }
      pieces.append(last)
      break
    }
    return pieces.filter { !$0.text.isEmpty }
  }

  /// The same with `text` in place of a variable for good, as the template `name`.
  ///
  /// - Throws: ``PromptError`` if `text` has {{ in it.
  func filling(
    _ variable: String, with text: String, name: String
  ) throws(PromptError) -> PromptTemplate {
    let whole = parts.map { part in
      switch part {
      case .text(let text): text
      case .variable(variable): text
      case .variable(let other): "{{\(other)}}"
      }
    }.joined()
    let others = parts.compactMap { part in
      if case .variable(let other) = part, other != variable { other } else { nil }
    }
    return try PromptTemplate(name: name, text: whole, variables: Set(others))
  }

  /// True if the template has `variable`.
  public func uses(_ variable: String) -> Bool { parts.contains(.variable(variable)) }

  /// The template as a plan stores it.
  public var stored: PlanStage.Prompt { PlanStage.Prompt(name: name, text: text) }
}

/// A template that cannot be used, as a sentence that names it.
public struct PromptError: Error, CustomStringConvertible, Equatable {
  /// The sentence.
  public let description: String

  init(_ description: String) { self.description = description }
}
