internal import Base
internal import Curate
internal import Formats

/// What one line of a training file comes to, read alone.
struct CheckedLine: Sendable {
  /// Why it is no row of the format; nil if it is one.
  var fault: RowFault?
  /// What trainers take, though perhaps not as it is meant.
  var warnings: [RowFault] = []
  /// The columns and what they hold.
  var shape: Shape?
  /// Of all texts of the row.
  var content = Digest()
  /// Of the words of its questions; nil without words.
  var question: Digest?
  /// An estimate, see ``TokenEstimate``.
  var tokens = 0
  /// The questions, if they are to be compared.
  var prompt: String?

  /// Half a SHA-256.
  struct Digest: Sendable, Hashable {
    var high: UInt64 = 0
    var low: UInt64 = 0

    init() {}

    init(finishing digest: inout SHA256Digest) {
      let bytes = digest.finish()
      high = bytes[0..<8].reduce(0) { $0 << 8 | UInt64($1) }
      low = bytes[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The bits are as good as random already.
    func hash(into hasher: inout Hasher) { hasher.combine(low) }
  }

  /// Reads `line`, which has no end, by the rules of `format`.
  init(_ line: UnsafeBufferPointer<UInt8>, _ format: Format, keepsPrompt: Bool) {
    if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
      fault = RowFault("blank_line", "the line is blank: readers stop there")
      return
    }
    if line.last == 0x0D {
      warnings.append(RowFault("carriage_return", "the line ends with CR LF", isWarning: true))
    }
    if line.count > 10_000_000 {
      warnings.append(
        RowFault("long_line", "the line has \(line.count) bytes", isWarning: true))
    }
    do {
      let value = try JSON(parsing: line)
      let row = try format.read(value, &warnings)
      shape = Shape(value)
      measure(row, keepsPrompt)
    } catch let error as RowFault {
      fault = error
    } catch {
      fault = CheckedLine.unreadable(line, "\(error)")
    }
    if CheckedLine.holdsSeparator(line) {
      warnings.append(
        RowFault(
          "line_separator", "U+0085, U+2028 or U+2029 is not escaped: some readers end lines there",
          isWarning: true))
    }
  }

  private mutating func measure(_ row: TrainingRow, _ keepsPrompt: Bool) {
    var digest = SHA256Digest()
    for text in row.texts { digest.update(field: text) }
    content = Digest(finishing: &digest)
    tokens = TokenEstimate.tokens(in: row)
    let prompt =
      row.turns.count == 1
      ? row.last.prompt : row.turns.map(\.prompt).joined(separator: "\n")
    if keepsPrompt { self.prompt = prompt }
    // At once: a hash is fed slowly word by word.
    var words: [UInt8] = []
    Tokenizer.unicode.forEachToken(in: prompt) { token in
      words.append(contentsOf: token)
      words.append(0xFF)
    }
    guard !words.isEmpty else { return }
    var wordDigest = SHA256Digest()
    wordDigest.update(words)
    question = Digest(finishing: &wordDigest)
  }

  private static func unreadable(
    _ line: UnsafeBufferPointer<UInt8>, _ problem: String
  ) -> RowFault {
    if problem.contains("UTF-8") { return RowFault("not_utf8", problem) }
    if problem.contains("surrogate") { return RowFault("lone_surrogate", problem) }
    return RowFault("not_json", problem)
  }

  /// Whether one of the separators stands in `line` unescaped.
  private static func holdsSeparator(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    for offset in line.indices where line[offset] == 0xE2 || line[offset] == 0xC2 {
      if line[offset] == 0xC2 {
        if offset + 1 < line.count, line[offset + 1] == 0x85 { return true }
      } else if offset + 2 < line.count, line[offset + 1] == 0x80, line[offset + 2] & 0xFE == 0xA8 {
        return true
      }
    }
    return false
  }
}
