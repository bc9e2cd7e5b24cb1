/// Disciplines that are named in a file.
extension InputFile {
  /// The names, in their order, read and checked as an import of them is.
  ///
  /// - Throws: ``ImportError``, which names the file and the line.
  public func disciplines() throws -> [String] {
    let options = ImportOptions(.disciplines)
    var ledger = Ledger(options)
    var names: [String] = []
    _ = try forEachRow(isPlainUsual: true) { row in
      let entry = try options.reader.entry(row)
      _ = try ledger.add(entry, row, of: name)
      names.append(entry.text)
    }
    guard !names.isEmpty else { throw ImportError("\(name) names no discipline") }
    return names
  }
}
