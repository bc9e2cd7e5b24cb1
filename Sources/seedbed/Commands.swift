extension CommandTable {
  /// The commands of Seedbed.
  static let seedbed = CommandTable(
    summary: "a workbench for instruction-tuning data in one SQLite file",
    version: Release.version, families: [Family(word: "generate", summary: "ask a model")],
    sections: [
      Section(title: "Generate", commands: [.glan])
    ])
}
