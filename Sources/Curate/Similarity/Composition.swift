/// Canonically equivalent spellings made equal, as far as a single code point exists for them.
///
/// The normalisation of Unicode lives in the standard library, but only behind the equality and the
/// hash of `String`. A dictionary from strings therefore finds the composed letter for any spelling.
enum Composition {
  /// The character of `base` with `marks`: one code point if there is one, else `base` and the marks
  /// in canonical order.
  static func compose(_ base: Unicode.Scalar, _ marks: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var ordered = marks
    sort(&ordered)
    for count in stride(from: ordered.count, to: 0, by: -1) {
      guard let whole = composed[spelling(base, ordered.prefix(count))] else { continue }
      return [whole] + ordered.dropFirst(count)
    }
    return [base] + ordered
  }

  /// The Hangul syllable, complete or still without a final, that `next` makes of `first`.
  ///
  /// The arithmetic of the Unicode Standard, section 3.12.
  static func syllable(_ first: Unicode.Scalar, _ next: Unicode.Scalar) -> Unicode.Scalar? {
    switch (first.value, next.value) {
    case (0x1100...0x1112, 0x1161...0x1175):
      Unicode.Scalar(0xAC00 + ((first.value - 0x1100) * 21 + next.value - 0x1161) * 28)
    case (0xAC00...0xD7A3, 0x11A8...0x11C2) where (first.value - 0xAC00) % 28 == 0:
      Unicode.Scalar(first.value + next.value - 0x11A7)
    default: nil
    }
  }

  /// The ideograph that the compatibility ideograph `scalar` duplicates; itself when there is none.
  static func unified(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    ideographs[String(scalar)] ?? scalar
  }

  /// Stable, by canonical combining class; a mark of class 0 is never passed.
  private static func sort(_ marks: inout [Unicode.Scalar]) {
    for end in marks.indices.dropFirst() {
      var place = end
      while place > 0, order(marks[place]) > 0, order(marks[place - 1]) > order(marks[place]) {
        marks.swapAt(place, place - 1)
        place -= 1
      }
    }
  }

  private static func order(_ mark: Unicode.Scalar) -> UInt8 {
    mark.properties.canonicalCombiningClass.rawValue
  }

  private static func spelling(
    _ base: Unicode.Scalar, _ marks: some Sequence<Unicode.Scalar>
  ) -> String {
    var text = String(base)
    text.unicodeScalars.append(contentsOf: marks)
    return text
  }

  /// The letters of all alphabets and kana, which include every precomposed one, by their spellings.
  private static let composed = dictionary(0xC0..<0x3100)
  private static let ideographs = dictionary(0x3400..<0xA000)

  private static func dictionary(_ values: Range<UInt32>) -> [String: Unicode.Scalar] {
    let scalars = values.lazy.compactMap(Unicode.Scalar.init).filter(\.properties.isAlphabetic)
    return Dictionary(scalars.map { (String($0), $0) }) { first, _ in first }
  }
}
