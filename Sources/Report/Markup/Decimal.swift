/// Numbers as the page writes them.
enum Decimal {
  /// `number` with at most `places` digits after the point and no zeros at its end: `12.5`.
  static func text(_ number: Double, places: Int) -> String {
    guard number.isFinite else { return "\(number)" }
    let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
    let rounded = (number * scale).rounded() / scale
    return Int(exactly: rounded).map(String.init) ?? "\(rounded)"
  }

  /// `number` with its thousands parted: `12,500`.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    let groups = digits.indices.reduce(into: "") { text, index in
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digits[index])
    }
    return number < 0 ? "-" + groups : groups
  }

  /// `1 subject`, `2,000 subjects`.
  static func counted(_ number: Int, _ noun: String) -> String {
    "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  /// `number` in at most five characters, for labels of charts: `950`, `1.2k`, `34k`, `5M`.
  static func short(_ number: Int) -> String {
    let units: [(Int, String)] = [(1_000_000_000, "G"), (1_000_000, "M"), (1000, "k")]
    guard let (size, unit) = units.first(where: { number >= $0.0 }) else { return String(number) }
    let value = Double(number) / Double(size)
    return text(value, places: value < 10 ? 1 : 0) + unit
  }

  /// A real number to be read: large ones grouped, small ones with four digits that count.
  static func readable(_ number: Double) -> String {
    guard number.isFinite, abs(number) < 1e15 else { return "\(number)" }
    if abs(number) >= 1000 { return grouped(Int(number.rounded())) }
    if abs(number) >= 1 || number == 0 { return text(number, places: 2) }
    return abs(number) >= 0.001 ? text(number, places: 4) : "\(number)"
  }
}
