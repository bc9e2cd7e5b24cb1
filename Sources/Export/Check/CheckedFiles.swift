internal import Base
internal import Formats
internal import FoundationEssentials

/// The files that a check reads, with the splits that they are.
struct CheckedFiles {
  /// A path, what it is told as, and its split.
  struct File: Sendable {
    let path: String
    let name: String
    let split: String
  }

  let files: [File]
  /// What the manifest beside the files says of them, if there is one of ours.
  let manifest: JSON?

  /// The files of `format` at `path`, which is one of them, `-`, or a folder.
  ///
  /// - Throws: ``ExportError`` for a folder without any.
  init(_ path: String, _ format: Format) throws {
    var isFolder = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard exists, isFolder else {
      let name = path == "-" ? "standard input" : path
      files = [File(path: path, name: name, split: CheckedFiles.split(of: path))]
      manifest = nil
      return
    }
    manifest = Manifest.read(inFolder: path)
    let names = try FileManager.default.subpathsOfDirectory(atPath: path).sorted()
    let splits = ["train", "validation", "test"]
    files = splits.flatMap { split in
      names.filter { CheckedFiles.isFile($0, of: split, format) }
        .map { File(path: "\(path)/\($0)", name: $0, split: split) }
    }
    guard !files.isEmpty else {
      throw ExportError(
        "\(path) has no \(splits.map { format.path($0) }.joined(separator: ", nor ")): "
          + "give the file itself")
    }
  }

  /// Whether `name` is the file, or one of the numbered files, of `split`.
  private static func isFile(_ name: String, of split: String, _ format: Format) -> Bool {
    let path = format.path(split)
    if name == path { return true }
    guard format.shardBytes != nil else { return false }
    let stem = path.split(separator: ".").dropLast().joined(separator: ".")
    return name.hasPrefix(stem + "-") && name.hasSuffix(".jsonl")
  }

  /// The split that a file's name tells, as Hugging Face reads names.
  private static func split(of path: String) -> String {
    let name = (path.split(separator: "/").last ?? "").lowercased()
    let words = name.split { "-._ 0123456789".contains($0) }.map(String.init)
    if words.contains(where: { ["validation", "valid", "val", "dev"].contains($0) }) {
      return "validation"
    }
    if words.contains(where: { ["test", "testing", "eval", "evaluation"].contains($0) }) {
      return "test"
    }
    return "train"
  }
}
