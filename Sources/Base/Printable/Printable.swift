/// Makes text from data safe to show: no character of it can move the cursor, change colours, or
/// turn the direction of the line.
package enum Printable {
  /// One line: line breaks become ⏎, other control characters their pictures (␛) or `\u{9b}`.
  package static func line(_ text: some StringProtocol) -> String {
    if isPlain(text) { return String(text) }
    return text.reduce(into: "") { $0 += character($1) }
  }

  /// Like ``line(_:)`` but line breaks stay.
  package static func lines(_ text: some StringProtocol) -> String {
    if isPlain(text) { return String(text) }
    return text.reduce(into: "") { $0 += $1 == "\n" || $1 == "\r\n" ? "\n" : character($1) }
  }

  /// One character as it may be shown, with at most 16 scalars.
  package static func character(_ character: Character) -> String {
    guard let first = character.unicodeScalars.first else { return "" }
    if character == "\r\n" { return "⏎" }
    if let picture = picture(of: first) { return picture }
    guard character.unicodeScalars.count > 16 else { return String(character) }
    var shorter = String.UnicodeScalarView()
    shorter.append(contentsOf: character.unicodeScalars.prefix(16))
    return String(shorter)
  }

  private static func isPlain(_ text: some StringProtocol) -> Bool {
    text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
  }

  /// What is shown in place of `scalar`; nil if it may be shown as it is.
  private static func picture(of scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x0A, 0x85, 0x2028, 0x2029: return "⏎"
    case 0..<0x20: return Unicode.Scalar(0x2400 + scalar.value).map { String(Character($0)) }
    case 0x7F: return "␡"
    case 0x80..<0xA0, 0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069:
      return "\\u{\(String(scalar.value, radix: 16))}"
    default: return nil
    }
  }
}
