/// A place in a plan's canonical order: a path of numbers, as column `sequence` has it.
///
/// Each number is written after a letter for how many digits it has (a = 1), so that the order of
/// the texts is the order of the numbers: `a7` < `b10`, `a7` < `a7.a0` < `a8`.
public struct Place: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The path as text.
  public let description: String

  /// The place written as `text` in the database.
  public init(stored text: String) { description = text }

  /// The place of a line, or of the first of anything.
  public init(_ number: Int) { description = Place.component(number) }

  /// The place `number` below this one.
  public func below(_ number: Int) -> Place {
    Place(stored: description + "." + Place.component(number))
  }

  private static func component(_ number: Int) -> String {
    let digits = String(max(number, 0))
    let letter = Unicode.Scalar(UInt8(ascii: "a") + UInt8(digits.utf8.count - 1))
    return String(letter) + digits
  }

  /// The order of the paths.
  public static func < (left: Place, right: Place) -> Bool {
    left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
  }
}
