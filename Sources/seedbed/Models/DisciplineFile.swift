/// A file with a discipline a line, for --disciplines.
enum DisciplineFile {
  /// The names, in their order, without blank lines, CRLF and a byte-order mark.
  static func names(_ path: String) throws -> [String] {
    var text = try Prompts.text(path, of: "--disciplines")[...]
    if text.unicodeScalars.first == "\u{FEFF}" { text = text.unicodeScalars.dropFirst().asText }
    var places: [String: Int] = [:]
    var names: [String] = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let name = line.trimmingSpace
      guard !name.isEmpty else { continue }
      if let earlier = places[name] {
        throw UsageError(
          "\(path), line \(index + 1): \(name) is already in line \(earlier): remove one of them")
      }
      places[name] = index + 1
      names.append(name)
    }
    guard !names.isEmpty else { throw UsageError("\(path) names no discipline") }
    return names
  }
}

extension Substring {
  fileprivate var trimmingSpace: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}

extension Substring.UnicodeScalarView {
  fileprivate var asText: Substring { Substring(self) }
}
