internal import Base

/// Reads comma- or tab-separated values as RFC 4180 has them; lines may end in `\n` too.
///
/// A quote inside of a cell that does not begin with one is an ordinary character.
struct DelimitedReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let delimiter: UInt8
  private var offset = 0
  private var line = 1
  /// What was read so far.
  private(set) var extent = Extent()

  /// One record: its cells, and the line on which it begins.
  struct Record {
    let line: Int
    var cells: [String] = []
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8) {
    self.bytes = bytes
    self.delimiter = delimiter
  }

  /// The next record that is not a blank line; nil after the last.
  mutating func next() throws(Fault) -> Record? {
    while offset < bytes.count {
      guard !skipBlankLine() else { continue }
      var record = Record(line: line)
      repeat { record.cells.append(try cell()) } while take(delimiter)
      endLine()
      extent.count = line - 1
      return record
    }
    return nil
  }

  /// The first record as column names; nil if there is none.
  mutating func header() throws(Fault) -> DelimitedHeader? {
    try next().map { record throws(Fault) in try DelimitedHeader(record) }
  }

  private mutating func skipBlankLine() -> Bool {
    let start = offset
    endLine()
    if offset > start { extent.blank += 1 }
    return offset > start
  }

  /// Takes `\n` or `\r\n`, if one is next.
  private mutating func endLine() {
    let isReturn = offset < bytes.count && bytes[offset] == 0x0D
    let feed = isReturn ? offset + 1 : offset
    guard feed < bytes.count, bytes[feed] == 0x0A else { return }
    offset = feed + 1
    line += 1
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard offset < bytes.count, bytes[offset] == byte else { return false }
    offset += 1
    return true
  }

  private mutating func cell() throws(Fault) -> String {
    if take(UInt8(ascii: "\"")) { return try quotedCell() }
    let start = offset
    while offset < bytes.count, bytes[offset] != delimiter, bytes[offset] != 0x0A { offset += 1 }
    if offset > start, bytes[offset - 1] == 0x0D, offset == bytes.count || bytes[offset] == 0x0A {
      offset -= 1
    }
    return try Rows.text(bytes[start..<offset], at: Position(line: line))
  }

  private mutating func quotedCell() throws(Fault) -> String {
    let first = Position(line: line)
    var text: [UInt8] = []
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "\""), !take(byte) { return try closed(text, from: first) }
      if byte == 0x0A { line += 1 }
      text.append(byte)
    }
    throw Fault("a quote that opens here is never closed", at: first)
  }

  private func closed(_ text: [UInt8], from first: Position) throws(Fault) -> String {
    let next = offset < bytes.count ? bytes[offset] : 0x0A
    guard next == delimiter || next == 0x0A || next == 0x0D else {
      throw Fault(
        "text follows the closing quote of a cell: double the quotes inside of cells",
        at: Position(line: line))
    }
    return try Rows.text(text, at: first)
  }
}

/// The column names of a file of separated values.
struct DelimitedHeader {
  private let names: [String]

  init(_ record: DelimitedReader.Record) throws(Fault) {
    names = record.cells
    if let index = names.indices.first(where: { names[..<$0].contains(names[$0]) }) {
      throw Fault(
        "two columns are called \"\(names[index])\": rename one", at: Position(line: record.line))
    }
  }

  /// The cells of `record` as columns; throws ``Fault`` if they are more or fewer than the names.
  func columns(of record: DelimitedReader.Record) throws(Fault) -> [JSON.Member] {
    guard record.cells.count == names.count else {
      throw Fault(
        "the number of cells is \(record.cells.count), and \(names.count) in the header: put cells with a "
          + "delimiter or a line break in quotes, if these are separated values at all",
        at: Position(line: record.line))
    }
    return zip(names, record.cells).map { JSON.Member($0, .string($1)) }
  }
}
