/// What an import is told besides its files.
public struct ImportOptions: Sendable {
  /// What the rows are.
  public var form: RowForm
  /// Which columns are read as what.
  public var names: ColumnNames
  /// The language of rows that have none.
  public var language: String?
  /// Who made the rows' ids; without it ids decide nothing.
  public var source: String?

  /// An import of rows of `form`.
  public init(
    _ form: RowForm, names: ColumnNames? = nil, language: String? = nil, source: String? = nil
  ) {
    self.form = form
    self.names = names ?? ColumnNames(form)
    self.language = language
    self.source = source
  }

  var reader: EntryReader { EntryReader(form: form, names: names, language: language) }
}
