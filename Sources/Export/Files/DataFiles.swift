internal import Formats

/// Writes the rows of all sides.
struct DataFiles {
  private let options: ExportOptions
  private let folder: Folder
  private var writers: [Side: SplitWriter] = [:]

  /// Writes the files of the sides that have rows into `folder`, which is made with the first of them; the
  /// result is what was written.
  static func writing(
    _ options: ExportOptions, into folder: Folder
  ) -> RowPipe.Take<[WrittenFile]> {
    { next in
      var files = DataFiles(options: options, folder: folder)
      while let rows = next() {
        for placed in rows { try files.write(placed.row, to: placed.side) }
      }
      return try Side.allCases.flatMap { try files.writers[$0]?.finish() ?? [] }
    }
  }

  private mutating func write(_ row: TrainingRow, to side: Side) throws {
    if writers.isEmpty { try folder.prepare() }
    let writer =
      writers[side] ?? SplitWriter(side.name, format: options.format, in: folder.staging)
    writers[side] = writer
    try writer.writeLine { options.format.append(row, options.style, &$0) }
  }
}

/// Writes one split: a file, or numbered ones of a size that the format says.
final class SplitWriter {
  private let split: String
  private let format: Format
  private let folder: String
  private var open: FileWriter?
  private var closed: [WrittenFile] = []

  init(_ split: String, format: Format, in folder: String) {
    self.split = split
    self.format = format
    self.folder = folder
  }

  /// Writes the line that `fill` appends.
  func writeLine(_ fill: (inout [UInt8]) -> Void) throws {
    let writer = try open ?? FileWriter(name(closed.count), in: folder)
    open = writer
    try writer.writeLine(fill)
    guard let limit = format.shardBytes, writer.bytes >= limit else { return }
    try close()
  }

  /// The files, under the names that they keep.
  func finish() throws -> [WrittenFile] {
    try close()
    guard format.shardBytes != nil else { return closed }
    return try closed.enumerated().map { number, file in
      try file.renamed(shardName(number, of: closed.count), in: folder)
    }
  }

  private func close() throws {
    guard let writer = open else { return }
    closed.append(try writer.finish(split: split))
    open = nil
  }

  private func name(_ number: Int) -> String {
    format.shardBytes == nil ? format.path(split) : "\(format.path(split)).\(number)"
  }

  /// `data/train-00000-of-00002.jsonl`, as Hugging Face numbers files.
  private func shardName(_ number: Int, of count: Int) -> String {
    let path = format.path(split)
    let end = path.lastIndex(of: ".") ?? path.endIndex
    return path[..<end] + "-\(fiveDigits(number))-of-\(fiveDigits(count))" + path[end...]
  }

  private func fiveDigits(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 5 - digits.utf8.count)) + digits
  }
}
