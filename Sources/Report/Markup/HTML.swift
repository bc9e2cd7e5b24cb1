internal import Base

/// A piece of HTML.
///
/// Literals are markup; what is interpolated is escaped, unless it is HTML itself. So no text from
/// data can become markup.
///
/// ```swift
/// let name = "<b>"
/// let cell: HTML = "<td>\(name)</td>"  // <td>&lt;b&gt;</td>
/// ```
struct HTML: Sendable, ExpressibleByStringInterpolation {
  /// The markup.
  private(set) var text: String

  init(stringLiteral text: String) { self.text = text }
  init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  /// `parts` one after the other.
  init(_ parts: [HTML], separator: String = "\n") {
    text = parts.map(\.text).joined(separator: separator)
  }

  /// Nothing at all.
  static let none: HTML = ""

  var isEmpty: Bool { text.isEmpty }

  static func += (left: inout HTML, right: HTML) { left.text += right.text }

  /// Gathers literals and what stands between them.
  struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    mutating func appendLiteral(_ literal: String) { text += literal }
    mutating func appendInterpolation(_ data: String) { text += HTML.escaped(data) }
    mutating func appendInterpolation(_ number: Int) { text += String(number) }
    mutating func appendInterpolation(_ number: Double) { text += Decimal.text(number, places: 3) }
    mutating func appendInterpolation(_ html: HTML) { text += html.text }
    mutating func appendInterpolation(_ parts: [HTML]) { text += HTML(parts).text }
  }
}

extension HTML {
  /// `data` as it may stand in a text or in an attribute between double quotes: characters that
  /// control, NUL and turns of the direction of writing are made visible.
  private static func escaped(_ data: String) -> String {
    let shown = Printable.lines(data)
    guard shown.utf8.contains(where: { special.contains($0) }) else { return shown }
    return shown.unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  private static let special: Set<UInt8> = Set("&<>\"".utf8)
}
