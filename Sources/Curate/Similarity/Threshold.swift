/// A similarity from 0 to 1 as an exact decimal fraction, such as 7/10.
///
/// ```swift
/// try Threshold("0.70") == Threshold("0.7")  // true
/// ```
public struct Threshold: Sendable, Hashable {
  /// The fraction's upper part, P.
  public let numerator: Int
  /// The fraction's lower part, Q: a power of ten of at most 1,000,000.
  public let denominator: Int

  /// The 0.7 above which Self-Instruct calls instructions near-duplicates, Wang and others 2023.
  public static let selfInstruct = Threshold(numerator: 7, denominator: 10)

  init(numerator: Int, denominator: Int) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The threshold written as `text`: a decimal number from 0 to 1, with at most six decimals.
  ///
  /// - Throws: ``InvalidThreshold`` for anything else.
  public init(_ text: String) throws(InvalidThreshold) {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let whole = parts.first ?? ""
    var decimals = parts.count == 2 ? parts[1] : ""
    let digits = (whole + decimals).utf8
    guard !digits.isEmpty, digits.allSatisfy({ 48...57 ~= $0 }) else {
      throw InvalidThreshold(text: text)
    }
    while decimals.last == "0" { decimals.removeLast() }
    guard whole.utf8.count <= 4, decimals.utf8.count <= 6, let value = Int("0" + whole + decimals)
    else { throw InvalidThreshold(text: text) }
    denominator = decimals.utf8.reduce(1) { power, _ in power * 10 }
    guard value <= denominator else { throw InvalidThreshold(text: text) }
    numerator = value
  }

  /// The nearest double, which is what a Python literal of the same spelling is.
  public var double: Double { Double(numerator) / Double(denominator) }
}

extension Threshold: CustomStringConvertible {
  /// The shortest decimal spelling, such as `0.7`.
  public var description: String {
    if numerator == denominator || numerator == 0 { return "\(numerator)" }
    return "0." + String(denominator + numerator).dropFirst()
  }
}

/// A text that is not a threshold.
public struct InvalidThreshold: Error, CustomStringConvertible {
  /// What was given.
  public let text: String

  /// What is wrong, and what to write instead.
  public var description: String {
    "\"\(text)\" is no threshold: write a number from 0 to 1 with at most six decimals, such as 0.7"
  }
}
