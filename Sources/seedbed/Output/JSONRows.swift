import Base
import Store

/// Rows as JSON objects, in the layout of sqlite-utils: an array with a row a line, or a line each.
///
/// JSON inside a text stays a string. A column whose name was there before is called `name_2`.
struct JSONRows: RowEncoder {
  /// The column names as JSON, with the colon after them.
  private let names: [[UInt8]]
  private let isArray: Bool
  private var isFirst = true

  init(columns: [String], isArray: Bool) {
    names = JSONRows.distinct(columns).map { name in
      var bytes: [UInt8] = []
      JSON.append(name, to: &bytes)
      return bytes + Array(": ".utf8)
    }
    self.isArray = isArray
  }

  mutating func begin(_ bytes: inout [UInt8]) {
    if isArray { bytes.append(UInt8(ascii: "[")) }
  }

  mutating func append(_ row: [Value], to bytes: inout [UInt8]) {
    if isArray, !isFirst { bytes.append(contentsOf: ",\n ".utf8) }
    isFirst = false
    bytes.append(UInt8(ascii: "{"))
    for (index, (name, cell)) in zip(names, row).enumerated() {
      if index > 0 { bytes.append(contentsOf: ", ".utf8) }
      bytes.append(contentsOf: name)
      cell.appendJSON(to: &bytes)
    }
    bytes.append(contentsOf: isArray ? "}".utf8 : "}\n".utf8)
  }

  mutating func end(_ bytes: inout [UInt8]) {
    if isArray { bytes.append(contentsOf: "]\n".utf8) }
  }

  private static func distinct(_ columns: [String]) -> [String] {
    var taken: Set<String> = []
    return columns.map { column in
      var name = column
      var count = 1
      while !taken.insert(name).inserted {
        count += 1
        name = "\(column)_\(count)"
      }
      return name
    }
  }
}
