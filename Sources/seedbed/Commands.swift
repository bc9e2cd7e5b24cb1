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
      Section(title: "Files", commands: [.importFiles, .export, .check, .diff]),
      Section(
        title: "Generate",
        commands: [
          .glan, .selfInstruct, .evolInstruct, .magpie, .prompt, .answers, .runRecipe,
        ]),
      Section(
        title: "Curate",
        commands: [
          .filter, .dedup, .decontaminate, .curateJudge, .accept, .reject, .revise, .undo, .rules,
        ]),
      Section(
        title: "Look",
        commands: [.query, .search, .sample, .lineage, .why, .history, .status, .runs, .report]),
      Section(title: "Look after", commands: [.merge, .verify, .backup, .doctor, .completions]),
    ])
}
