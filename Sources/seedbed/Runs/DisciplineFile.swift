import Base

/// A file with a discipline a line, for --disciplines.
enum DisciplineFile {
  /// The names, in their order, without blank lines, CRLF and a byte-order mark.
  static func names(_ path: String) throws -> [String] {
    var text = try Prompts.text(path, of: "--disciplines")[...]
    if text.unicodeScalars.first == "\u{FEFF}" { text = Substring(text.unicodeScalars.dropFirst()) }
    var places: [String: Int] = [:]
    var names: [String] = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let name = String(line).trimmed
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
