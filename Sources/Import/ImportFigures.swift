public import Base

/// What an import read and what became of it.
///
/// `rows` is the sum of `inserted`, `newVersions` and `known`.
public struct ImportFigures: Sendable, Equatable {
  /// How many files were read.
  public var files = 0
  /// How many rows they hold.
  public var rows = 0
  /// How many blank lines were skipped.
  public var blankLines = 0
  /// Rows of which something is new, and nothing is a new version.
  public var inserted = 0
  /// Rows that changed what was imported with their id before.
  public var newVersions = 0
  /// Rows that were there already, whole.
  public var known = 0
  /// Rows of pairs whose answer is null: only the question is kept.
  public var unanswered = 0
  /// How many artifacts were stored: a pair has two.
  public var artifacts = 0

  /// Figures of nothing.
  public init() {}

  /// True if the database holds all rows already.
  public var isUnchanged: Bool { artifacts == 0 }

  /// The figures as `--json` prints them.
  public var json: JSON {
    [
      "files": JSON(files), "rows": JSON(rows), "blank_lines": JSON(blankLines),
      "inserted": JSON(inserted), "new_versions": JSON(newVersions),
      "already_known": JSON(known), "unanswered": JSON(unanswered),
      "artifacts": JSON(artifacts),
    ]
  }
}
