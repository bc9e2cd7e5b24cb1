/// How many letters of each script the prose of a text has.
///
/// Code is no prose: what stands in a fence or between backquotes, and TeX commands, do not count.
public struct Letters: Sendable {
  private var counts = [Int](repeating: 0, count: Script.allCases.count)

  /// The letters of `text`.
  public init(of text: String) {
    var reader = ProseReader()
    for scalar in text.unicodeScalars where reader.isProse(scalar) {
      if let script = Script(scalar) { counts[script.rawValue] += 1 }
    }
  }

  /// The number of letters of `script`.
  public subscript(script: Script) -> Int { counts[script.rawValue] }

  /// All letters, each by its script's weight.
  var weight: Double {
    Script.allCases.reduce(0) { $0 + weight(of: $1) }
  }

  func weight(of script: Script) -> Double { Double(self[script]) * script.weight }
}

/// Tells prose from code, character by character.
private struct ProseReader {
  private var isFenced = false
  private var isQuoted = false
  private var isCommand = false
  private var ticks = 0

  /// False for a character of code.
  mutating func isProse(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "`" {
      ticks += 1
      return false
    }
    if ticks > 0 { endTicks() }
    // A backquote that nobody closes ends with its line.
    if scalar == "\n" { isQuoted = false }
    if scalar == "\\" { isCommand = true }
    if isCommand {
      isCommand = scalar == "\\" || scalar.isASCII && scalar.properties.isAlphabetic
      return false
    }
    return !isFenced && !isQuoted
  }

  private mutating func endTicks() {
    if ticks >= 3 { isFenced.toggle() } else if !isFenced { isQuoted.toggle() }
    ticks = 0
  }
}
