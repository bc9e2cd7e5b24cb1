internal import Base

extension InputFile {
  /// The questions in the file, each with its input below it, read as `--as questions` reads them; a
  /// file that is no JSON, CSV or TSV has one a line.
  ///
  /// - Throws: ``ImportError``, which names the file and the line.
  public func questions() throws -> [String] {
    let reader = EntryReader(form: .questions, names: ColumnNames(.questions), language: nil)
    var texts: [String] = []
    _ = try forEachRow(isPlainUsual: true) { row in
      let entry = try reader.entry(row)
      let input = entry.attributes.first { $0.name == Part.input.rawValue }?.value.string
      texts.append(input.map { entry.text + "\n" + $0 } ?? entry.text)
    }
    return texts
  }
}
