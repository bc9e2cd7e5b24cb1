public import Base

/// One shape of training files: a table entry, made in a file of its own.
///
/// The entry says what a row looks like, how it is written and read, and what lies beside the rows;
/// export, check, import and help know formats by this table alone.
public struct Format: Sendable {
  /// What `--format` calls it.
  public let name: String
  /// What a row looks like and who reads it, in a sentence or two.
  public let summary: String
  /// What trainers compute the loss on.
  public let loss: String
  /// Columns that tell a row of this format.
  public let signature: [String]
  /// Which parts of the style matter.
  public var choices: Set<Style.Choice> = []
  /// The style when nothing is asked for.
  public var usual = Style()
  /// The path of a split's file below the folder; the split is train, validation or test.
  public var path: @Sendable (_ split: String) -> String = { "\($0).jsonl" }
  /// Rows go into numbered files of about this many bytes; nil for one file a split.
  public var shardBytes: Int?
  /// Whether rows need ``TrainingRow/topic``, or ``TrainingRow/rejected``.
  public var needs: Set<Need> = []
  /// A column that is an empty list in rows without it: a row that has it opens each file, because
  /// `datasets` fixes what a list holds by the first ten megabytes (measured with 3.6.0 and 5.2.0).
  public var opening: Style.Column?
  /// Why a row cannot be written, or nil.
  public var misfit: (@Sendable (TrainingRow, Style) -> Misfit?)?
  /// Appends one row as a line of JSON, without the line's end.
  public let append: @Sendable (TrainingRow, Style, inout [UInt8]) -> Void
  /// Reads one row; warnings are added to what is told.
  public let read: @Sendable (JSON, inout [RowFault]) throws(RowFault) -> TrainingRow
  /// What else the folder has, such as a description of the files.
  public var companions: @Sendable (DataSet) -> [Companion] = { _ in [] }

  /// What a format wants to know of a row besides its turns.
  public enum Need: Sendable {
    case topic, rejected
  }
}

extension Format {
  /// Every format, the default first.
  public static let all: [Format] = [
    messages, promptCompletion, alpaca, shareGPT, text, mlx, llamaFactory, huggingFace,
    selfInstruct, glan, dpoTRL,
  ]

  /// The format called `name`, or nil.
  public init?(named name: String) {
    guard let format = Format.all.first(where: { $0.name == name }) else { return nil }
    self = format
  }
}

/// What a format's companions are made from.
public struct DataSet: Sendable {
  /// The files with the rows.
  public let files: [File]
  /// The style of the rows.
  public let style: Style
  /// The languages of the rows, as they were asked for.
  public let languages: [String]

  /// One written file of a split.
  public struct File: Sendable {
    /// train, validation or test.
    public let split: String
    /// Below the folder.
    public let path: String
    /// How many rows.
    public let rows: Int
    /// How many bytes.
    public let bytes: Int

    /// A file of these figures.
    public init(split: String, path: String, rows: Int, bytes: Int) {
      self.split = split
      self.path = path
      self.rows = rows
      self.bytes = bytes
    }
  }

  /// A data set of `files`.
  public init(files: [File], style: Style, languages: [String]) {
    self.files = files
    self.style = style
    self.languages = languages
  }

  /// The splits that have rows, in the order of their files.
  public var splits: [String] {
    files.map(\.split).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

/// A file beside the rows.
public struct Companion: Sendable {
  /// Below the folder.
  public let path: String
  /// All of it.
  public let text: String
}
