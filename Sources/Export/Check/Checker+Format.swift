internal import Base
public import Formats
internal import Import

extension Checker {
  /// The format that the columns of the first row at `path` tell; nil where they tell none.
  public static func apparentFormat(at path: String) -> Format? {
    guard path != "-", let file = try? CheckedFiles(path, .all[0]).files.first,
      let input = try? InputFile(file.path)
    else { return nil }
    let row = input.withRawBytes { bytes -> JSON? in
      var lines = LineReader(bytes)
      return lines.next(keepingReturn: true).flatMap { try? JSON(parsing: $0) }
    }
    let columns = Set((row?.object ?? []).map(\.name))
    // Rows of the longer signature have the columns of the shorter one, too.
    return Format.all.reduce(nil) { best, format in
      guard columns.isSuperset(of: format.signature),
        format.signature.count > best?.signature.count ?? 0
      else { return best }
      return format
    }
  }
}
