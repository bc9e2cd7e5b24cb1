import Base
import Store

extension Value {
  /// The value as text: NULL is empty, a blob is the JSON object that holds its bytes.
  var plainText: String {
    switch self {
    case .null: ""
    case .integer(let value): String(value)
    case .real(let value): Value.text(of: value)
    case .text(let text): text
    case .blob(let bytes): Value.object(of: bytes)
    }
  }

  /// Appends the value as JSON.
  ///
  /// Infinities, which JSON lacks, become `null`.
  func appendJSON(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .real(let value) where !value.isFinite: bytes.append(contentsOf: "null".utf8)
    case .text(let text): JSON.append(text, to: &bytes)
    default: bytes.append(contentsOf: plainText.utf8)
    }
  }

  /// A real number keeps its fraction, so that it stays apart from an integer: `1.0`.
  private static func text(of value: Double) -> String {
    value.isInfinite ? (value < 0 ? "-Inf" : "Inf") : "\(value)"
  }

  /// The bytes as sqlite-utils writes them into JSON.
  private static func object(of bytes: [UInt8]) -> String {
    "{\"$base64\": true, \"encoded\": \"\(base64(bytes))\"}"
  }
}

/// `bytes` in Base64 (RFC 4648, section 4).
func base64(_ bytes: [UInt8]) -> String {
  let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var text: [UInt8] = []
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
    for place in 0..<4 {
      let digit = digits[bits >> (18 - 6 * place) & 63]
      text.append(place <= group.count ? digit : UInt8(ascii: "="))
    }
  }
  return String(decoding: text, as: UTF8.self)
}
