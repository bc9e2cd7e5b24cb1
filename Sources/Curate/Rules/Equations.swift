#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Equations of plain numbers in a text, such as `12 + 7 = 19`.
struct Equations {
  /// One equation.
  struct Equation: Equatable {
    /// What the left side comes to.
    var value: Double
    /// What the right side says.
    var stated: Double
    /// How many decimals the right side has.
    var decimals: Int
    /// Whether the left side divides.
    var divides: Bool
    /// Where it is.
    var range: Range<Int>
  }

  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Calls `body` with each equation whose sides are numbers and signs alone, until it returns false.
  func forEach(_ body: (Equation) -> Bool) {
    for sign in bytes.indices where bytes[sign] == UInt8(ascii: "=") {
      guard let (stated, decimals, end) = number(after: sign + 1), isEnd(end),
        let (terms, start) = terms(before: sign), terms.count >= 3,
        let value = Equations.value(terms)
      else { continue }
      let divides = terms.contains("/")
      let equation = Equation(
        value: value, stated: stated, decimals: decimals, divides: divides, range: start..<end)
      guard body(equation) else { return }
    }
  }

  /// The number after `index`, its decimals, and where it ends.
  private func number(after index: Int) -> (value: Double, decimals: Int, end: Int)? {
    var start = index
    while start < bytes.count, bytes[start] == 0x20 || bytes[start] == UInt8(ascii: "$") {
      start += 1
    }
    var end = start
    if end < bytes.count, bytes[end] == UInt8(ascii: "-") { end += 1 }
    while end < bytes.count, isNumeral(bytes[end]) { end += 1 }
    while end > start, !isDigit(bytes[end - 1]) { end -= 1 }
    guard let text = plain(bytes[start..<end]), let value = Double(text) else { return nil }
    let decimals = text.split(separator: ".", omittingEmptySubsequences: false)
    return (value, decimals.count == 2 ? decimals[1].count : 0, end)
  }

  /// Whether an equation may end before `index`: no sign and no name goes on with its last number.
  private func isEnd(_ index: Int) -> Bool {
    var next = index
    while next < bytes.count, bytes[next] == 0x20 { next += 1 }
    guard next < bytes.count else { return true }
    if next == index, isLetter(bytes[next]) || bytes[next] >= 0x80 { return false }
    return !"+*/^%=(<>!-".utf8.contains(bytes[next]) && bytes[next] != 0xC3
  }

  /// Numbers and signs before the equals sign at `sign`, in their order, and where they begin.
  private func terms(before sign: Int) -> (terms: [String], start: Int)? {
    var terms: [String] = []
    var index = sign
    var start = sign
    while true {
      while index > 0, bytes[index - 1] == 0x20 { index -= 1 }
      let end = index
      while index > 0, isNumeral(bytes[index - 1]) { index -= 1 }
      guard index < end, let text = plain(bytes[index..<end]), Double(text) != nil else {
        return nil
      }
      if index > 0, bytes[index - 1] == UInt8(ascii: "$") { index -= 1 }
      terms.append(text)
      start = index
      let afterNumber = index
      while index > 0, bytes[index - 1] == 0x20 { index -= 1 }
      guard let (name, length) = signBefore(index) else {
        return isStart(afterNumber, index) ? (terms.reversed(), start) : nil
      }
      // A sign that follows no number is a minus or a list's mark.
      terms.append(name)
      index -= length
    }
  }

  /// Whether an equation may begin at `start`, before which spaces reach back to `end`.
  private func isStart(_ start: Int, _ end: Int) -> Bool {
    guard end > 0 else { return true }
    let byte = bytes[end - 1]
    // "Q: 1/4 = 120" is a tempo.
    if byte == UInt8(ascii: ":"), end > 1, isSingleLetter(end - 2) { return false }
    if end == start {
      return !isLetter(byte) && byte < 0x80 && !")(^%.,]=<>!_\\}{".utf8.contains(byte)
    }
    // "3 3/4" is one number.
    return !")^%]=<>!\\}{(".utf8.contains(byte) && !isSingleLetter(end - 1) && !isDigit(byte)
  }

  /// Whether a name of one letter stands at `index`: a variable.
  private func isSingleLetter(_ index: Int) -> Bool {
    isLetter(bytes[index]) && (index == 0 || !isLetter(bytes[index - 1]))
  }

  private func signBefore(_ index: Int) -> (name: String, length: Int)? {
    guard index > 0 else { return nil }
    switch bytes[index - 1] {
    case UInt8(ascii: "+"): return ("+", 1)
    case UInt8(ascii: "-"): return ("-", 1)
    case UInt8(ascii: "*"):
      return index > 1 && bytes[index - 2] == UInt8(ascii: "*") ? nil : ("*", 1)
    case UInt8(ascii: "/"): return ("/", 1)
    case 0x97 where index > 1 && bytes[index - 2] == 0xC3: return ("*", 2)
    case 0xB7 where index > 1 && bytes[index - 2] == 0xC3: return ("/", 2)
    case UInt8(ascii: "x") where index > 1 && bytes[index - 2] == 0x20: return ("*", 1)
    default: return nil
    }
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private func isNumeral(_ byte: UInt8) -> Bool { isDigit(byte) || byte == 0x2E || byte == 0x2C }
  private func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

  /// The digits without commas; nil unless they part thousands.
  private func plain(_ digits: ArraySlice<UInt8>) -> String? {
    let groups = digits.split(separator: 0x2C, omittingEmptySubsequences: false)
    for group in groups.dropFirst() where group.prefix(while: isDigit).count != 3 { return nil }
    return String(decoding: groups.joined(), as: UTF8.self)
  }

  /// What `terms` come to, products before sums; nil for division by nothing.
  private static func value(_ terms: [String]) -> Double? {
    var (sum, product) = (0.0, Double(terms[0]) ?? .nan)
    for index in stride(from: 1, to: terms.count - 1, by: 2) {
      guard let next = Double(terms[index + 1]) else { return nil }
      switch terms[index] {
      case "*": product *= next
      case "/": product /= next
      case "+": (sum, product) = (sum + product, next)
      default: (sum, product) = (sum + product, -next)
      }
    }
    return (sum + product).isFinite ? sum + product : nil
  }
}

extension Equations.Equation {
  /// Whether both sides are the same, to the decimals that the right side has, rounded or cut.
  var holds: Bool {
    let unit = pow(10, -Double(decimals))
    let tolerance = max(unit, abs(value) * 1e-9)
    let isRounded = decimals > 0 || divides
    return abs(value - stated) < (isRounded ? tolerance : 0.5) + 1e-9
  }
}
