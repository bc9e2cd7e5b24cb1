internal import Base
internal import Store

/// What a query brought, beside its SQL.
struct Table: Sendable {
  /// Exactly what was run; any SQLite client runs it again.
  let sql: String
  /// The names of the columns.
  let columns: [String]
  /// The rows in their order.
  let rows: [Record]

  /// One row.
  struct Record: Sendable {
    fileprivate let columns: [String]
    /// A value for each column.
    let values: [Value]
  }

  /// True if there is no row.
  var isEmpty: Bool { rows.isEmpty }

  /// The sum of a column of whole numbers.
  func sum(_ column: String) -> Int { rows.reduce(0) { $0 + $1.int(column) } }
}

extension Table.Record {
  /// The value of the column called `name`, which the query has.
  subscript(name: String) -> Value {
    guard let index = columns.firstIndex(of: name) else {
      preconditionFailure("the query has no column \(name)")
    }
    return values[index]
  }

  /// The column as a number; nil for texts and NULL.
  func number(_ name: String) -> Double? {
    switch self[name] {
    case .integer(let value): Double(value)
    case .real(let value): value
    default: nil
    }
  }

  /// The column as a whole number; 0 for anything else.
  func int(_ name: String) -> Int {
    if case .integer(let value) = self[name] { value } else { 0 }
  }

  /// The column as text; nil for NULL.
  func text(_ name: String) -> String? {
    switch self[name] {
    case .null, .blob: nil
    case .text(let value): value
    case .integer(let value): String(value)
    case .real(let value): Decimal.readable(value)
    }
  }
}

extension Table {
  /// The rows as JSON objects.
  var json: JSON {
    .array(
      rows.map { row in
        .object(zip(columns, row.values).map { JSON.Member($0, $1.json) })
      })
  }
}

extension Value {
  fileprivate var json: JSON {
    switch self {
    case .null, .blob: .null
    case .integer(let value): JSON(value)
    // With its fraction, as seedbed query prints it.
    case .real(let value): value.isFinite ? .number("\(value)") : .null
    case .text(let value): .string(value)
    }
  }
}

extension Table {
  /// A table of `cells`, one list a row.
  init(sql: String, columns: [String], cells: [[Value]]) {
    self.init(
      sql: sql, columns: columns, rows: cells.map { Record(columns: columns, values: $0) })
  }
}

extension Connection {
  /// What `sql` brings.
  func table(_ sql: String) throws -> Table {
    var names: [String] = []
    var cells: [[Value]] = []
    try query(
      sql, columns: { names = $0 },
      row: { row in
        cells.append((0..<row.count).map { row.value($0) })
      })
    return Table(sql: sql, columns: names, cells: cells)
  }
}
