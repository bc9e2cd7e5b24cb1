/// Finds the sentences that errors and warnings are made of, in Swift's sources.
///
/// These are the string literals of three or more words (a) in the arguments of an error's
/// initializer, of what is thrown, and of `fail`, `warn`, `error` and `failure`, and (b) in the
/// declarations of errors and their extensions. Literals that `+` joins are one; an interpolation is `…`.
struct MessageScanner {
  /// The text of each file by its path.
  let sources: [String: String]

  /// The messages in the order of paths and places, each once a file.
  func messages() -> [(path: String, message: String)] {
    let texts = sources.mapValues { SwiftText($0) }.sorted { $0.key < $1.key }
    let types = errorTypes
    return texts.flatMap { path, text in
      var seen: Set<String> = []
      let spans = text.calls(of: types) + text.declarations(of: types)
      return spans.sorted { $0.lowerBound < $1.lowerBound }
        .flatMap { text.literals(in: $0) }.map(MessageScanner.normalized)
        .filter(MessageScanner.isSentence).filter { seen.insert($0).inserted }.map { (path, $0) }
    }
  }

  /// Whether `text` is more than a name or two, which are parts of other messages.
  static func isSentence(_ text: String) -> Bool {
    text.contains(" ") && text.matches(of: /[A-Za-z]+/).count >= 3
  }

  /// Every type that is declared to be an `Error`.
  private var errorTypes: Set<String> {
    let declaration = #/(?:struct|enum|class) (\w+)(?:<[^>]*>)?: [^{\n]*\bError\b/#
    return Set(sources.values.flatMap { $0.matches(of: declaration).map { String($0.1) } })
  }

  /// With single spaces and none at the ends.
  static func normalized(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// Source text as characters, of which literals, brackets and comments are known.
private struct SwiftText {
  private let characters: [Character]

  /// `source` without its comments of a line.
  init(_ source: String) {
    characters = Array(
      source.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.firstMatch(of: /^\s*\/\//) == nil ? String($0) : "" }.joined(separator: "\n"))
  }

  /// The arguments of calls that make or throw errors, or warn.
  func calls(of types: Set<String>) -> [Range<Int>] {
    var spans: [Range<Int>] = []
    for index in characters.indices where characters[index] == "(" {
      let name = characters[..<index].suffix { $0.isLetter || $0.isNumber || $0 == "." }
      let parts = name.split(separator: ".").map { String($0) }
      guard let last = parts.last else { continue }
      let isThrown = starts(with: "throw ", at: max(0, name.startIndex - 6))
      let isTold = name.contains(".") && ["fail", "warn", "error", "failure"].contains(last)
      if isThrown || isTold || parts.contains(where: types.contains) {
        spans.append(index..<closing(index))
      }
    }
    return spans
  }

  /// The bodies of declarations and extensions of `types`.
  func declarations(of types: Set<String>) -> [Range<Int>] {
    characters.indices.filter { characters[$0] == "{" }.compactMap { index in
      let line = String(characters[..<index].suffix { $0 != "\n" })
      guard let match = line.firstMatch(of: /(?:struct|enum|class|extension) ([\w.]+)/),
        match.1.split(separator: ".").contains(where: { types.contains(String($0)) })
      else { return nil }
      return index..<closing(index)
    }
  }

  /// The texts of literals in `span`; those that `+` joins are one.
  func literals(in span: Range<Int>) -> [String] {
    var texts: [String] = []
    var end: Int?
    var index = span.lowerBound
    while index < span.upperBound {
      guard characters[index] == "\"" else {
        index += 1
        continue
      }
      let (text, next) = literal(index)
      let between = end.map { String(characters[$0..<index].filter { !$0.isWhitespace }) }
      if between == "+" { texts[texts.count - 1] += text } else { texts.append(text) }
      (end, index) = (next, next)
    }
    return texts
  }

  /// Behind the bracket that closes the one at `index`.
  private func closing(_ index: Int) -> Int {
    let (open, close): (Character, Character) =
      characters[index] == "(" ? ("(", ")") : ("{", "}")
    var depth = 0
    var index = index
    while index < characters.count {
      if characters[index] == "\"" {
        index = literal(index).end
        continue
      }
      if characters[index] == open { depth += 1 }
      if characters[index] == close { depth -= 1 }
      index += 1
      if depth == 0 { break }
    }
    return index
  }

  /// The literal that begins at `start`, and where it ends.
  private func literal(_ start: Int) -> (text: String, end: Int) {
    let isLong = starts(with: "\"\"\"", at: start)
    let quote = isLong ? "\"\"\"" : "\""
    var (text, index) = ("", start + quote.count)
    while index < characters.count, !starts(with: quote, at: index) {
      guard characters[index] == "\\", index + 1 < characters.count else {
        text.append(characters[index])
        index += 1
        continue
      }
      switch characters[index + 1] {
      case "(":
        text += "…"
        index = closing(index + 1)
        continue
      case "\n": break
      case "n": text += "\n"
      case let other: text.append(other)
      }
      index += 2
    }
    return (text, min(index + quote.count, characters.count))
  }

  private func starts(with text: String, at index: Int) -> Bool {
    characters[index...].starts(with: text)
  }
}

extension ArraySlice where Element == Character {
  /// The longest end of which all characters satisfy `isPart`.
  fileprivate func suffix(_ isPart: (Character) -> Bool) -> ArraySlice<Character> {
    self[(lastIndex { !isPart($0) }.map { $0 + 1 } ?? startIndex)...]
  }
}
