extension InputFile {
  /// The text of each row, read as `options` say.
  ///
  /// - Throws: ``ImportError``, which names the file and the line.
  public func texts(_ options: ImportOptions) throws -> [String] {
    var texts: [String] = []
    _ = try forEachRow(isPlainUsual: false) { texts.append(try options.reader.entry($0).text) }
    return texts
  }
}
