internal import Base
internal import Curate
internal import Formats

/// What a check remembers of all rows: where each stands, and what repeats.
struct CheckLedger {
  var findings = Findings()
  private let maxTokens: Int?
  private let comparesQuestions: Bool
  private var first: Shape?
  private var line = 0
  private var contents: [CheckedLine.Digest: Place] = [:]
  private var questions: [CheckedLine.Digest: Place] = [:]
  private var files: [CheckedFiles.File] = []
  private var rows: [String: Int] = [:]
  private var tokens: [UInt32] = []
  private var sequences = TokenSequences()
  private var vocabulary = Vocabulary()
  private var sides: [Side?] = []
  private var places: [Place] = []

  /// A line of a file.
  private struct Place {
    let file: Int32
    let line: Int32
  }

  init(maxTokens: Int?, comparesQuestions: Bool) {
    self.maxTokens = maxTokens
    self.comparesQuestions = comparesQuestions
  }

  /// The lines that follow are of `file`.
  mutating func begin(_ file: CheckedFiles.File) {
    files.append(file)
    first = nil
    line = 0
    rows[file.split, default: 0] += 0
  }

  /// Adds lines of `file`, the first of which begins at the byte `offset`.
  mutating func add(
    _ lines: [CheckedLine], _ file: CheckedFiles.File, lengths: [Int], at offset: Int
  ) {
    var offset = offset
    for (checked, length) in zip(lines, lengths) {
      line += 1
      add(checked, file, at: offset)
      offset += length + 1
    }
  }

  private mutating func add(_ checked: CheckedLine, _ file: CheckedFiles.File, at offset: Int) {
    for warning in checked.warnings { findings.add(warning, file.name, line: line) }
    if let fault = checked.fault { return findings.add(fault, file.name, line: line) }
    rows[file.split, default: 0] += 1
    tokens.append(UInt32(clamping: checked.tokens))
    if let shape = checked.shape {
      for fault in first?.faults(of: shape, at: offset) ?? [] {
        findings.add(fault, file.name, line: line)
      }
      first = first ?? shape
    }
    if let maxTokens, checked.tokens > maxTokens {
      let problem = "the row has about \(checked.tokens) tokens, more than \(maxTokens)"
      findings.add(RowFault("over_length", problem), file.name, line: line)
    }
    note(checked, file)
  }

  private mutating func note(_ checked: CheckedLine, _ file: CheckedFiles.File) {
    let place = Place(file: Int32(files.count - 1), line: Int32(line))
    if let earlier = contents[checked.content] {
      let isSame = files[Int(earlier.file)].split == file.split
      let fault = RowFault(
        isSame ? "duplicate_row" : "leak_equal_row",
        "the same row is in \(words(earlier))", isWarning: isSame)
      findings.add(fault, file.name, line: line)
    } else {
      contents[checked.content] = place
      noteQuestion(checked, file, place)
    }
    guard comparesQuestions else { return }
    sequences.append(checked.prompt ?? "", by: .unicode, in: &vocabulary)
    sides.append(Side(named: file.split))
    places.append(place)
  }

  private mutating func noteQuestion(
    _ checked: CheckedLine, _ file: CheckedFiles.File, _ place: Place
  ) {
    guard let question = checked.question else { return }
    guard let earlier = questions[question] else {
      questions[question] = place
      return
    }
    guard files[Int(earlier.file)].split != file.split else { return }
    findings.add(
      RowFault("leak_equal_question", "a question with the same words is in \(words(earlier))"),
      file.name, line: line)
  }

  private func words(_ place: Place) -> String {
    "line \(place.line) of \(files[Int(place.file)].name)"
  }

  /// No more lines of `file` follow, which has these `bytes`.
  mutating func end(_ file: CheckedFiles.File, bytes: UnsafeBufferPointer<UInt8>) {
    if line == 0 {
      findings.add(RowFault("empty_file", "the file has no rows"), file.name)
    } else if bytes.last != 0x0A {
      findings.add(
        RowFault("missing_final_newline", "the last line has no end", isWarning: true), file.name)
    }
    if bytes.count > 512_000_000 {
      findings.add(
        RowFault("large_file", "the file has more than 512 MB, OpenAI's limit", isWarning: true),
        file.name)
    }
  }

  /// Tells where the file differs from what `manifest` says of it.
  mutating func compare(
    _ bytes: UnsafeBufferPointer<UInt8>, with manifest: JSON, _ file: CheckedFiles.File
  ) {
    let entry = manifest["files"]?.array?.first { $0["name"]?.string == file.name }
    guard let expected = entry?["sha256"]?.string else {
      return findings.add(
        RowFault("not_in_manifest", "manifest.json does not list the file"), file.name)
    }
    var digest = SHA256Digest()
    digest.update(bytes)
    guard hexadecimal(digest.finish()) != expected else { return }
    findings.add(
      RowFault("changed_file", "the SHA-256 is not the one in manifest.json"), file.name)
  }

  /// Tells of questions on two sides whose ROUGE-L is above `limit`.
  mutating func findLeaks(above limit: Threshold) throws {
    let leaks = try Leaks(sequences, sides: sides, floor: limit)
    for pair in leaks.pairs {
      let problem =
        "the question has a ROUGE-L of \(String(describing: pair.score).prefix(6)) with "
        + words(places[pair.other])
      findings.add(
        RowFault("leak_similar_question", problem), files[Int(places[pair.row].file)].name,
        line: Int(places[pair.row].line))
    }
  }

  /// What all of it comes to.
  func report(_ format: Format) -> CheckReport {
    CheckReport(
      findings: findings, rows: rows, tokens: TokenStatistics(tokens), format: format)
  }
}
