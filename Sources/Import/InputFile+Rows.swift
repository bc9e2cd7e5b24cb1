internal import Base

extension InputFile {
  /// Hands each row to `body`.
  ///
  /// - Throws: ``ImportError``, which names this file and the line, for a ``Fault`` of the format
  ///   or of `body`.
  func forEachRow(
    isPlainUsual: Bool, _ body: (SourceRow) throws -> Void
  ) throws -> Extent {
    var position: Position?
    do {
      return try withBytes { bytes in
        let format = InputFormat(name: name, bytes: bytes, isPlainUsual: isPlainUsual)
        return try Rows(bytes: bytes, format: format).forEach { row in
          position = row.position
          try body(row)
          position = nil
        }
      }
    } catch let fault as Fault {
      throw ImportError(fault, in: name, at: position)
    }
  }
}

/// The rows of a text in one of the formats.
struct Rows {
  let bytes: UnsafeBufferPointer<UInt8>
  let format: InputFormat

  /// Hands each row to `body`; throws ``Fault`` for what is not in the format.
  func forEach(_ body: (SourceRow) throws -> Void) throws -> Extent {
    switch format {
    case .jsonLines: try forEachLine { try body(SourceRow(parsed($0, at: $1), at: $1)) }
    case .plain:
      try forEachLine { line, position in
        let text = try Rows.text(line, at: position)
        try body(SourceRow(columns: [JSON.Member("text", .string(text))], at: position))
      }
    case .jsonArray: try forEachElement(body)
    case .delimited(let delimiter): try forEachRecord(delimiter, body)
    }
  }

  /// Hands each line that is not blank to `body`.
  private func forEachLine(
    _ body: (UnsafeBufferPointer<UInt8>, Position) throws -> Void
  ) throws -> Extent {
    var reader = LineReader(bytes)
    var extent = Extent()
    while let line = reader.next() {
      if LineReader.isBlank(line) {
        extent.blank += 1
      } else {
        try body(line, Position(line: reader.number))
      }
    }
    extent.count = reader.number
    return extent
  }

  private func parsed(
    _ text: UnsafeBufferPointer<UInt8>, at position: Position
  ) throws(Fault) -> JSON {
    do {
      return try JSON(parsing: text)
    } catch {
      guard position.line == 1, bytes.count > text.count, (try? JSON(parsing: bytes)) != nil else {
        throw Fault("\(error)", at: position)
      }
      throw Fault(
        "the file is one JSON object over several lines: write an object a line, or an array of them",
        at: position)
    }
  }

  private func forEachElement(_ body: (SourceRow) throws -> Void) throws -> Extent {
    var extent = Extent()
    var lines = LineCounter(bytes)
    do {
      try JSON.forEachElement(of: bytes) { value, offset in
        extent.count += 1
        let position = Position(line: lines.line(at: offset), element: extent.count)
        try body(SourceRow(value, at: position))
      }
    } catch let error as JSONError {
      let position = Position(line: lines.line(at: error.offset))
      throw Fault("not JSON: \(error.problem) (byte \(error.offset + 1) of the file)", at: position)
    }
    return extent
  }

  private func forEachRecord(
    _ delimiter: UInt8, _ body: (SourceRow) throws -> Void
  ) throws -> Extent {
    var reader = DelimitedReader(bytes, delimiter: delimiter)
    guard let header = try reader.header() else { return Extent() }
    while let record = try reader.next() {
      let columns = try header.columns(of: record)
      try body(SourceRow(columns: columns, at: Position(line: record.line), isSparse: true))
    }
    return reader.extent
  }

  /// The text of `bytes`; throws ``Fault`` if they are not UTF-8.
  static func text(
    _ bytes: some Collection<UInt8>, at position: Position
  ) throws(Fault) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    if bytes.contains(0) {
      throw Fault("this is no text: name a file of rows, such as .jsonl or .csv", at: position)
    }
    throw Fault("the text is not UTF-8: store the file as UTF-8", at: position)
  }
}

/// Finds the lines of growing offsets.
struct LineCounter {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private var line = 1

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The line, from 1, of the byte at `target`, which is not before the last one asked for.
  mutating func line(at target: Int) -> Int {
    let end = max(offset, min(target, bytes.count))
    line += bytes[offset..<end].count { $0 == 0x0A }
    offset = end
    return line
  }
}
