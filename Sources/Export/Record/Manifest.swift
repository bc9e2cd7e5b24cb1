internal import Base
internal import Curate
internal import FoundationEssentials

/// Says what an export is, in `manifest.json` and in table `export`.
enum Manifest {
  static let name = "manifest.json"

  /// What the manifest tells of the rows, before there are files.
  static func rows(_ draft: ExportDraft, _ options: ExportOptions) -> JSON {
    [
      "format": .string(options.format.name),
      "rows": .object(
        Side.allCases.map { .init($0.name, JSON(draft.layout.counts[$0] ?? 0)) }),
      "left_out": .object(
        Refusal.allCases.compactMap { reason in
          draft.layout.leftOut[reason].map { .init(reason.rawValue, JSON($0)) }
        }),
      "selection": selection(options),
      "split": split(options),
      "leaks": draft.leaks,
    ]
  }

  /// The whole manifest of `files`.
  static func whole(
    _ draft: ExportDraft, _ options: ExportOptions, files: [WrittenFile], run: Int, export: Int,
    version: String, time: String
  ) -> JSON {
    let head: [JSON.Member] = [
      .init("tool", "seedbed"), .init("version", .string(version)),
      .init("schema", JSON(draft.provenance.schema)), .init("created_at", .string(time)),
      .init("run", JSON(run)), .init("export", JSON(export)),
    ]
    let tail: [JSON.Member] = [
      .init("files", .array(files.map(entry))), .init("stages", draft.provenance.stages),
      .init("imported_models", draft.provenance.importedModels),
      .init("rules", draft.provenance.rules),
    ]
    return .object(head + (rows(draft, options).object ?? []) + tail)
  }

  /// Which rows were asked for; what is part of table `export` too.
  static func selection(_ options: ExportOptions) -> JSON {
    [
      "where": JSON(options.condition), "limit": options.limit.map { JSON($0) } ?? .null,
      "system": JSON(options.system),
    ]
  }

  /// How rows were given their sides.
  static func split(_ options: ExportOptions) -> JSON {
    [
      "validation": JSON(options.shares.validation), "test": JSON(options.shares.test),
      "seed": JSON(options.shares.seed),
      "rule": """
      in canonical order a row takes the side of its earlier neighbours; with none, the side that \
      the hash of seed and question key says; with neighbours on two sides it is withheld
      """,
      "neighbours": [
        "ROUGE-L of the questions with their inputs above the threshold",
        "same syllabus and draw", "same evolution chain", "same conversation",
        "same non-empty input", "equal questions without a letter or digit",
      ],
      "threshold": .number(Splitter.threshold), "tokenizer": .string(options.tokenizer.rawValue),
      "group": JSON(options.group?.rawValue),
    ]
  }

  private static func entry(_ file: WrittenFile) -> JSON {
    [
      "name": .string(file.name), "rows": JSON(file.rows), "bytes": JSON(file.bytes),
      "sha256": .string(file.sha256),
    ]
  }

  /// The names of the files of the export in `folder`; nil if there is none of ours.
  static func fileNames(inFolder folder: String) -> Set<String>? {
    guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)"),
      let manifest = try? JSON(parsing: data), manifest["tool"]?.string == "seedbed",
      let files = manifest["files"]?.array
    else { return nil }
    return Set(files.compactMap { $0["name"]?.string } + [name])
  }

  /// Writes `manifest` into `folder`.
  static func write(_ manifest: JSON, into folder: String) throws {
    let writer = try FileWriter(name, in: folder)
    try writer.writeLine { manifest.appendIndented(to: &$0) }
    _ = try writer.finish()
  }
}
