internal import Store

/// Writes the rows of all sides, streaming their texts from the database.
struct DataFiles {
  private let connection: Connection
  private let options: ExportOptions
  private let gathered: Gathered
  private let layout: Layout
  private let folder: String
  private var writers: [Side: FileWriter] = [:]

  /// Writes the files of the sides that have rows into `folder`; the result is what was written.
  static func write(
    _ gathered: Gathered, _ layout: Layout, _ options: ExportOptions, from connection: Connection,
    into folder: String
  ) throws -> [WrittenFile] {
    var files = DataFiles(
      connection: connection, options: options, gathered: gathered, layout: layout, folder: folder)
    try files.writeRows()
    return try Side.allCases.compactMap { try files.writers[$0]?.finish() }
  }

  private mutating func writeRows() throws {
    let selection = Selection(condition: options.condition, limit: options.limit)
    var index = 0
    try connection.forEachRow(selection.sql(Stored.columns + ", a.id")) { row in
      guard gathered.members[index].answer == row.int(4) else { return true }
      if case .row(let side) = layout.placements[index] {
        try write(try trainingRow(index, Stored(row)), to: side)
      }
      index += 1
      return index < gathered.members.count
    }
  }

  private mutating func write(_ row: TrainingRow, to side: Side) throws {
    let writer =
      try writers[side] ?? FileWriter(options.format.fileName(side), in: folder)
    writers[side] = writer
    try writer.writeLine { options.format.append(row, &$0) }
  }

  /// The row that ends with the example `last`.
  private func trainingRow(_ index: Int, _ last: Stored) throws -> TrainingRow {
    let earlier = try gathered.earlier[index]?.map { try stored($0) } ?? []
    let own = (earlier.first ?? last).system
    return TrainingRow(
      system: own.flatMap { $0.isEmpty ? nil : $0 } ?? options.system,
      turns: (earlier + [last]).map(\.turn))
  }

  private func stored(_ member: Gathered.Member) throws -> Stored {
    let found = try connection.first(
      """
      SELECT \(Stored.columns) FROM artifact AS q JOIN artifact AS a ON a.id = ? WHERE q.id = ?
      """, [.integer(member.answer), .integer(member.question)]
    ) { Stored($0) }
    guard let found else {
      throw ExportError("question \(member.question) has lost its answer: run seedbed verify")
    }
    return found
  }
}

/// The texts of one example.
private struct Stored {
  let turn: TrainingRow.Turn
  let system: String?

  static let columns =
    "q.text, q.attributes ->> 'input', q.attributes ->> 'system', a.text"

  init(_ row: borrowing Row) {
    turn = TrainingRow.Turn(
      question: row.text(0), input: row.optionalText(1), answer: row.text(3))
    system = row.optionalText(2)
  }
}
