internal import Base
internal import Curate
internal import Formats
internal import FoundationEssentials

/// Says what an export is, in `manifest.json` and in table `export`.
enum Manifest {
  static let name = "manifest.json"

  /// What the manifest tells of the rows, before there are files.
  static func rows(_ draft: ExportDraft, _ options: ExportOptions) -> JSON {
    [
      "format": .string(options.format.name), "style": style(options.style),
      "loss": .string(options.format.loss),
      "rows": .object(
        Side.allCases.map { .init($0.name, JSON(draft.layout.counts[$0] ?? 0)) }),
      "seed_tasks": seedTasks(draft, options),
      "left_out": .object(
        Refusal.all.compactMap { reason in
          draft.layout.leftOut[reason].map { .init(reason.name, JSON($0)) }
        }),
      "over_long": overLong(draft, options),
      "selection": selection(options),
      "split": split(options),
      "short_strata": .object(
        draft.gathered.shortStrata.sorted { $0.key < $1.key }
          .map { .init($0.key, JSON($0.value)) }),
      "leaks": draft.leaks,
      "gone": draft.gone,
    ]
  }

  /// How many rows of each side are instances of seed tasks, which people wrote; null where none are asked
  /// for.
  private static func seedTasks(_ draft: ExportDraft, _ options: ExportOptions) -> JSON {
    guard options.includesSeedTasks else { return .null }
    let placements = zip(draft.gathered.members, draft.layout.placements)
      .filter { $0.0.instance != nil }.map(\.1)
    return .object(
      Side.allCases.map { side in
        .init(side.name, JSON(placements.count { $0 == .row(side) }))
      })
  }

  /// Rows that have more tokens than --max-tokens, whether they are left out or not.
  private static func overLong(_ draft: ExportDraft, _ options: ExportOptions) -> JSON {
    guard let limit = options.maxTokens else { return .null }
    return [
      "max_tokens": JSON(limit), "method": .string(TokenEstimate.method),
      "rows": JSON(draft.gathered.overLong + (draft.layout.leftOut[.tooLong] ?? 0)),
      "are_dropped": JSON(booleanLiteral: options.dropsOverLong),
    ]
  }

  /// The whole manifest of `files`; `rows` is what ``rows(_:_:)`` tells.
  static func whole(
    _ rows: JSON, _ provenance: Provenance, files: [WrittenFile], head: [JSON.Member]
  ) -> JSON {
    let tail: [JSON.Member] = [
      .init("files", .array(files.map(entry))), .init("stages", provenance.stages),
      .init("imported_models", provenance.importedModels),
      .init("rules", provenance.rules),
    ]
    let tool: [JSON.Member] = [
      .init("tool", "seedbed"), .init("schema", JSON(provenance.schema)),
    ]
    return .object(tool + head + (rows.object ?? []) + tail)
  }

  /// What the rows' format was told.
  static func style(_ style: Style) -> JSON {
    [
      "template": JSON(style.template?.name),
      "is_conversational": JSON(booleanLiteral: style.isConversational),
      "seed": JSON(style.seed), "columns": JSON(style.columns.map(\.rawValue).sorted()),
    ]
  }

  /// Which rows were asked for; what is part of table `export` too.
  static func selection(_ options: ExportOptions) -> JSON {
    [
      "where": JSON(options.condition), "limit": options.limit.map { JSON($0) } ?? .null,
      "choose": .string("\(options.choice)"), "system": JSON(options.system),
      "include_seed_tasks": .bool(options.includesSeedTasks),
    ]
  }

  /// How rows were given their sides.
  static func split(_ options: ExportOptions) -> JSON {
    [
      "validation": held(options.heldOut?.validation, options.shares.validation),
      "test": held(options.heldOut?.test, options.shares.test),
      "strata": JSON(options.heldOut?.strata), "seed": JSON(options.shares.seed),
      "rule": """
      in canonical order a row takes the side of its earlier neighbours; with none, the side that \
      the hash of seed and question key says; with neighbours on two sides it is withheld
      """,
      "neighbours": [
        "ROUGE-L of the questions with their inputs above the threshold",
        "same syllabus and draw", "same evolution chain", "same conversation", "same seed task",
        "same non-empty input", "equal questions without a letter or digit",
      ],
      "threshold": .number(Splitter.threshold), "tokenizer": .string(options.tokenizer.rawValue),
      "group": JSON(options.group?.rawValue),
    ]
  }

  /// A whole number of rows of each stratum, or the share that holds without one.
  private static func held(_ count: Int?, _ share: Double) -> JSON {
    count.flatMap { $0 > 0 ? JSON($0) : nil } ?? JSON(share)
  }

  private static func entry(_ file: WrittenFile) -> JSON {
    [
      "name": .string(file.name), "split": JSON(file.split), "rows": JSON(file.rows),
      "bytes": JSON(file.bytes), "sha256": .string(file.sha256),
    ]
  }

  /// The manifest of the export in `folder`; nil if there is none of ours.
  static func read(inFolder folder: String) -> JSON? {
    guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)"),
      let manifest = try? JSON(parsing: data), manifest["tool"]?.string == "seedbed",
      manifest["files"]?.array != nil
    else { return nil }
    return manifest
  }

  /// The names of the files of the export in `folder`; nil if there is none of ours.
  static func fileNames(inFolder folder: String) -> Set<String>? {
    guard let files = read(inFolder: folder)?["files"]?.array else { return nil }
    return Set(files.compactMap { $0["name"]?.string } + [name])
  }

  /// Writes `manifest` into `folder`.
  static func write(_ manifest: JSON, into folder: String) throws {
    let writer = try FileWriter(name, in: folder)
    try writer.writeLine { manifest.appendIndented(to: &$0) }
    _ = try writer.finish()
  }
}
