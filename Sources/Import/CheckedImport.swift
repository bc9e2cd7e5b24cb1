internal import Base
public import Store

/// Files that were read to their end and found in order, ready to be stored.
///
/// The rows are read twice, once to check them and once to store them, so that memory holds only a
/// few of them at a time and a fault in the last row leaves the database untouched.
public struct CheckedImport: PreparedImport {
  private let files: [InputFile]
  private let options: ImportOptions
  private let occurrences: [UInt32]
  private let content: Key
  /// What importing into an empty database comes to.
  public let figures: ImportFigures

  /// Checks every row of `files`.
  ///
  /// - Throws: ``ImportError``, which names the file and the line.
  public init(_ files: [InputFile], _ options: ImportOptions) throws {
    var ledger = Ledger(options)
    var occurrences: [UInt32] = []
    let extent = try CheckedImport.forEachEntry(files, options) { entry, row, file, _ in
      occurrences.append(UInt32(try ledger.add(entry, row, of: file)))
    }
    try CheckedImport.requireRows(ledger, files)
    ledger.note(extent, files: files.count)
    content = ledger.finish()
    figures = ledger.figures
    self.occurrences = occurrences
    self.files = files
    self.options = options
  }

  static func requireRows(
    _ ledger: Ledger, _ files: [InputFile]
  ) throws(ImportError) {
    let names = files.map(\.name).listed("and")
    guard ledger.figures.rows > 0 else {
      throw ImportError("there are no rows in \(names): nothing is imported")
    }
    guard let missing = ledger.missing.first else { return }
    throw ImportError(
      "no row of \(names) has the column \(missing.column): "
        + "correct --map \(missing.part.rawValue)=\(missing.column)")
  }

  /// Stores the rows as part of `run`, in the transaction that is open.
  ///
  /// What the database has already is left as it is; if that is everything, the caller should roll
  /// back, for the plan was stored. `progress` is told how many rows are done.
  public func insert(
    into connection: Connection, run: Int, progress: (Int) throws -> Void = { _ in }
  ) throws -> ImportFigures {
    let plan = try connection.importPlan(
      kind: options.form.hasAnswers ? .answer : options.form.kind, source: options.source ?? "",
      content: content)
    try connection.lease(plan: plan, to: run)
    var writer = try EntryWriter(
      connection, Batch(plan: plan, method: "import"), options, figures.forCounting)
    var row = 0
    _ = try CheckedImport.forEachEntry(files, options) { entry, _, _, number in
      guard row < occurrences.count else {
        throw Fault("the file was changed while it was read: import it again")
      }
      try writer.add(entry, occurrence: Int(occurrences[row]), at: Place(number))
      row += 1
      if row % 10_000 == 0 { try progress(row) }
    }
    return try writer.finish()
  }

  /// Hands each row of all files to `body`, read, with its number among all rows or lines.
  static func forEachEntry(
    _ files: [InputFile], _ options: ImportOptions,
    _ body: (Entry, SourceRow, String, Int) throws -> Void
  ) throws -> Extent {
    let reader = options.reader
    var total = Extent()
    for file in files {
      let extent = try file.forEachRow(isPlainUsual: options.form == .disciplines) { row in
        var entry = try reader.entry(row)
        if options.form == .benchmark {
          entry.addUnlessThere("benchmark", .string(options.source ?? file.stem))
        }
        let number = total.count + (row.position.element ?? row.position.line)
        try body(entry, row, file.name, number)
      }
      total.count += extent.count
      total.blank += extent.blank
    }
    return total
  }
}
