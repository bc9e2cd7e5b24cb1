/// A JSON value (RFC 8259) that loses nothing: numbers keep their spelling, objects keep the order of
/// their members.
///
/// ```swift
/// let row = try JSON(parsing: #"{"id": 7, "text": "Why?"}"#)
/// row["text"]?.string  // "Why?"
/// ```
public enum JSON: Sendable, Hashable {
  case null
  case bool(Bool)
  /// A number as it was written, for example `1.50` or `10000000000000000000000`.
  case number(String)
  case string(String)
  case array([JSON])
  /// Members in their order. A name appears once: when parsing, the last of repeated names wins.
  case object([Member])

  /// One name and value of an object.
  public struct Member: Sendable, Hashable {
    /// What the object calls the value.
    public var name: String
    /// The value itself.
    public var value: JSON

    /// A member called `name`.
    public init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }
}

extension JSON {
  /// The value of the member called `name`; nil for other names and for anything but an object.
  public subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The element at `index`; nil outside of the array and for anything but an array.
  public subscript(index: Int) -> JSON? {
    guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  /// The text of a string.
  public var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The value of a number without a fraction that fits.
  public var int: Int? {
    guard case .number(let text) = self else { return nil }
    if let whole = Int(text) { return whole }
    return Double(text).flatMap { Int(exactly: $0) }
  }

  /// The value of a number.
  public var double: Double? {
    if case .number(let text) = self { Double(text) } else { nil }
  }

  /// The value of `true` or `false`.
  public var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The elements of an array.
  public var array: [JSON]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The members of an object.
  public var object: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// This object with `name` set to `value`, in place or at the end; nil removes it.
  public func setting(_ name: String, _ value: JSON?) -> JSON {
    var members = object ?? []
    let place = members.firstIndex { $0.name == name }
    switch (place, value) {
    case (let place?, let value?): members[place].value = value
    case (let place?, nil): members.remove(at: place)
    case (nil, let value?): members.append(Member(name, value))
    case (nil, nil): break
    }
    return .object(members)
  }

  /// The same value with the members of every object ordered by name (by code points), so that equal
  /// values have equal text: what keys are computed from.
  public var canonical: JSON {
    switch self {
    case .array(let elements): .array(elements.map(\.canonical))
    case .object(let members):
      .object(
        members.map { Member($0.name, $0.value.canonical) }
          .sorted { $0.name.unicodeScalars.lexicographicallyPrecedes($1.name.unicodeScalars) })
    default: self
    }
  }

  /// The text of ``canonical``.
  public var canonicalText: String { isCanonical ? text : canonical.text }

  /// True if the members of every object are in order already.
  private var isCanonical: Bool {
    switch self {
    case .array(let elements): elements.allSatisfy(\.isCanonical)
    case .object(let members):
      zip(members, members.dropFirst()).allSatisfy {
        $0.name.unicodeScalars.lexicographicallyPrecedes($1.name.unicodeScalars)
      } && members.allSatisfy(\.value.isCanonical)
    default: true
    }
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .number(String(value)) }
  /// A number.
  public init(floatLiteral value: Double) { self = JSON(value) }
  /// `true` or `false`.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// `null`.
  public init(nilLiteral: ()) { self = .null }
  /// An array.
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  /// An object with its members in the order written.
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }

  /// A whole number.
  public init(_ value: Int) { self = .number(String(value)) }
  /// A number in its shortest exact spelling, a whole one without a fraction; `null` if not finite.
  public init(_ value: Double) {
    if !value.isFinite {
      self = .null
    } else if let whole = Int(exactly: value), abs(whole) < 1 << 53 {
      self = .number(String(whole))
    } else {
      self = .number(String(describing: value))
    }
  }
  /// A string, or `null`.
  public init(_ value: String?) { self = value.map { .string($0) } ?? .null }
  /// An array of strings.
  public init(_ values: [String]) { self = .array(values.map { .string($0) }) }
}
