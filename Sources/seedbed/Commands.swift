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
      Section(
        title: "Generate",
        commands: [
          .glan, .selfInstruct, .evolInstruct, .magpie, .prompt, .answers, .runRecipe,
        ]),
      Section(
        title: "Curate", commands: [.filter, .dedup, .accept, .reject, .undo, .rules]),
      Section(title: "Take out", commands: [.export, .check]),
      Section(title: "Look", commands: [.query, .sample, .lineage, .why, .status, .runs, .doctor]),
      Section(title: "Look after the file", commands: [.verify, .backup]),
    ])
}
