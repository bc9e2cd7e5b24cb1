public import Base

/// What a column holds or a parameter is bound to.
public enum Value: Sendable, Hashable {
  case null
  case integer(Int)
  case real(Double)
  case text(String)
  case blob([UInt8])

  /// A text, or null.
  public init(_ text: String?) { self = text.map { .text($0) } ?? .null }
  /// A whole number, or null.
  public init(_ number: Int?) { self = number.map { .integer($0) } ?? .null }
  /// A number, or null.
  public init(_ number: Double?) { self = number.map { .real($0) } ?? .null }
  /// The digits of a key.
  public init(_ key: Key) { self = .text(key.text) }
  /// JSON as text.
  public init(_ json: JSON) { self = .text(json == .object([]) ? "{}" : json.text) }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByNilLiteral
{
  /// A text.
  public init(stringLiteral value: String) { self = .text(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// Null.
  public init(nilLiteral: ()) { self = .null }
}
