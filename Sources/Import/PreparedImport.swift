public import Store

/// Files that were read to their end and found in order, ready to be stored.
public protocol PreparedImport: Sendable {
  /// What importing into an empty database comes to.
  var figures: ImportFigures { get }

  /// Stores the rows as part of `run`, in the transaction that is open.
  ///
  /// What the database has already is left as it is; if that is everything, the caller should roll
  /// back, for the plan was stored. `progress` is told how many rows are done.
  func insert(
    into connection: Connection, run: Int, progress: (Int) throws -> Void
  ) throws -> ImportFigures
}

extension ImportOptions {
  /// Reads `files` as these options say.
  ///
  /// - Throws: ``ImportError``, which names the file and the line.
  public func prepare(_ files: [InputFile]) throws -> any PreparedImport {
    form == .taxonomy ? try TaxonomyImport(files, self) : try CheckedImport(files, self)
  }
}
