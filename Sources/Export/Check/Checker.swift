internal import Base
public import Curate
internal import Dispatch
public import Formats
internal import Import

/// Reads training files, ours or not, and finds what a trainer would stumble over.
///
/// ```swift
/// let report = try Checker(format: .all[0]).check("train.jsonl")
/// report.faults  // 0
/// ```
public struct Checker: Sendable {
  /// The format that the files should be in.
  public let format: Format
  /// Rows with more tokens, by ``TokenEstimate``, are a fault.
  public var maxTokens: Int?
  /// Questions on two sides with a ROUGE-L above this are a fault; nil looks for equal ones alone.
  public var maxLeak: Threshold?

  /// A check of files in `format`.
  public init(format: Format) { self.format = format }

  /// The format that the export at `path`, its folder or one of its files, was written in, by its
  /// manifest; nil if there is none of ours.
  public static func recordedFormat(at path: String) -> Format? {
    var manifest = Manifest.read(inFolder: path)
    if manifest == nil {
      let names = Manifest.fileNames(inFolder: folder(of: path)) ?? []
      guard names.contains(where: { path == $0 || path.hasSuffix("/" + $0) }) else { return nil }
      manifest = Manifest.read(inFolder: folder(of: path))
    }
    return manifest?["format"]?.string.flatMap { Format(named: $0) }
  }

  /// Reads the file or the files of the folder at `path`; `tell` hears what is being done.
  ///
  /// - Throws: ``ExportError`` or ``ImportError`` for what cannot be read.
  public func check(_ path: String, tell: (String) -> Void = { _ in }) throws -> CheckReport {
    let files = try CheckedFiles(path, format)
    var ledger = CheckLedger(maxTokens: maxTokens, comparesQuestions: maxLeak != nil)
    for file in files.files {
      tell("checking \(file.name)")
      let input = try InputFile(file.path)
      try input.withRawBytes { bytes in try check(bytes, file, &ledger) }
      if let manifest = files.manifest {
        input.withRawBytes { ledger.compare($0, with: manifest, file) }
      }
    }
    if let maxLeak {
      tell("comparing the splits")
      try ledger.findLeaks(above: maxLeak)
    }
    return ledger.report(format)
  }

  private func check(
    _ bytes: UnsafeBufferPointer<UInt8>, _ file: CheckedFiles.File, _ ledger: inout CheckLedger
  ) throws {
    var rest = bytes
    if rest.starts(with: "SQLite format 3\0".utf8) {
      throw ExportError(
        "\(file.name) is a database: check reads training files, and seedbed verify checks databases"
      )
    }
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) {
      ledger.findings.add(
        RowFault("byte_order_mark", "the file begins with a byte order mark"), file.name)
      rest = UnsafeBufferPointer(rebasing: rest.dropFirst(3))
    }
    ledger.begin(file)
    if rest.first == UInt8(ascii: "[") {
      ledger.findings.add(
        RowFault("not_json_lines", "the file is one JSON array: write one object a line"),
        file.name, line: 1)
      return
    }
    var lines = LineReader(rest)
    while true {
      var batch: [UnsafeBufferPointer<UInt8>] = []
      while batch.count < 8192, let line = lines.next(keepingReturn: true) { batch.append(line) }
      if batch.isEmpty { break }
      let offset = rest.baseAddress.map { $0.distance(to: batch[0].baseAddress ?? $0) } ?? 0
      ledger.add(checked(batch), file, lengths: batch.map(\.count), at: offset)
    }
    ledger.end(file, bytes: rest)
  }

  /// The lines of `batch`, read by all processors.
  private func checked(_ batch: [UnsafeBufferPointer<UInt8>]) -> [CheckedLine] {
    let workers = 4
    let size = (batch.count + workers - 1) / workers
    let keepsPrompt = maxLeak != nil
    let results = Slots<[CheckedLine]>(count: workers)
    // Safe: the bytes are only read, and stay mapped until every worker is done.
    nonisolated(unsafe) let lines = batch
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      let range = min(worker * size, lines.count)..<min((worker + 1) * size, lines.count)
      results.set(worker, lines[range].map { CheckedLine($0, format, keepsPrompt: keepsPrompt) })
    }
    return results.values.flatMap { $0 ?? [] }
  }
}
