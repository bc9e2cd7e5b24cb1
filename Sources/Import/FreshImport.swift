internal import Base
public import Store

/// Files whose rows go into a database that is not there yet.
///
/// Each row is read once. One thread reads, checks and hashes, the other stores: what turns out to be
/// faulty has never been in a file that anybody saw.
public struct FreshImport: Sendable {
  private let files: [InputFile]
  private let options: ImportOptions

  /// An import of `files`; nil for rows that are told apart by their names, or make a tree: they are
  /// few, and looked up in the database.
  public init?(_ files: [InputFile], _ options: ImportOptions) {
    guard options.form != .taxonomy, !options.form.isNamed else { return nil }
    self.files = files
    self.options = options
  }

  /// Checks and stores every row as part of `run`, in the transaction that is open.
  ///
  /// `progress` is told how many artifacts are stored.
  ///
  /// - Throws: ``ImportError``, which names the file and the line.
  public func insert(
    into connection: Connection, run: Int, progress: (Int) throws -> Void = { _ in }
  ) throws -> ImportFigures {
    // What identifies the plan is known when all is read; until then this is its place.
    let plan = try connection.beginImportPlan()
    var load = try BulkLoad(connection, Batch(plan: plan, method: "import"))
    var stored = 0
    let ledger = try Pipeline<[SealedDraft], Ledger>.run { drafts in
      try load.insert(drafts)
      stored += drafts.count
      if stored % 10_000 < drafts.count { try progress(stored) }
    } make: { hand in
      try read(hand)
    }
    try load.finish()
    var content = ledger
    try connection.identify(
      plan, kind: options.form.hasAnswers ? .answer : options.form.kind,
      source: options.source ?? "", content: content.finish())
    try connection.lease(plan: plan, to: run)
    return content.figures
  }

  /// Hands over the drafts of all rows, some hundred at a time.
  private func read(_ hand: ([SealedDraft]) throws -> Void) throws -> Ledger {
    var ledger = Ledger(options)
    var drafts: [Draft] = []
    let extent = try CheckedImport.forEachEntry(files, options) { entry, row, file, number in
      let occurrence = try ledger.add(entry, row, of: file)
      drafts +=
        EntryDrafts(
          entry, Catalog.Addition(), options, occurrence, Place(number), after: drafts.count
        ).drafts
      guard drafts.count >= 512 else { return }
      try hand(SealedDraft.seal(drafts))
      drafts.removeAll(keepingCapacity: true)
    }
    try hand(SealedDraft.seal(drafts))
    try CheckedImport.requireRows(ledger, files)
    ledger.note(extent, files: files.count)
    return ledger
  }
}
