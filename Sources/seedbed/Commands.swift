extension CommandTable {
  /// The commands of Seedbed.
  static let seedbed = CommandTable(
    summary: "a workbench for instruction-tuning data in one SQLite file",
    version: Release.version,
    families: [
      Family(word: "generate", summary: "ask a model"),
      Family(word: "curate", summary: "conclude which rows are worth keeping"),
    ],
    sections: [
      Section(title: "Bring in", commands: [.importFiles, .merge]),
      Section(title: "Generate", commands: [.glan, .prompt, .answers]),
      Section(
        title: "Curate", commands: [.filter, .dedup, .accept, .reject, .revise, .undo, .rules]),
      Section(title: "Take out", commands: [.export, .check, .diff]),
      Section(
        title: "Look",
        commands: [
          .query, .search, .sample, .lineage, .why, .history, .status, .runs, .verify, .backup,
          .doctor,
        ]),
    ])
}
