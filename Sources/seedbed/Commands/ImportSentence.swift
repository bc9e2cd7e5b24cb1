import Import

/// What an import came to, in words.
struct ImportSentence {
  private let figures: ImportFigures
  private let isDry: Bool

  init(_ figures: ImportFigures, isDry: Bool) {
    self.figures = figures
    self.isDry = isDry
  }

  /// The sentence: `read 3 rows of 1 file: 2 inserted, 0 new versions, 1 already known`.
  var text: String {
    var text = """
      read \(counted(figures.rows, "row")) of \(counted(figures.files, "file")): \
      \(figures.inserted) inserted, \(counted(figures.newVersions, "new version")), \
      \(figures.known) already known
      """
    if figures.unanswered > 0 { text += "; \(figures.unanswered) without an answer" }
    if figures.blankLines > 0 { text += "; \(counted(figures.blankLines, "blank line")) skipped" }
    return isDry ? text + " (dry run: nothing was written)" : text
  }
}
