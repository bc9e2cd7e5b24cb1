extension CommandTable {
  /// The commands of Seedbed. (So far only what shows that the parts fit together.)
  static let seedbed = CommandTable(
    summary: "a workbench for instruction-tuning data in one SQLite file", version: "0.1.0",
    families: [],
    sections: [
      Section(title: "Train", commands: [.export]),
      Section(
        title: "Look",
        commands: [
          Command(
            "rules", "", summary: "list the rules of curation", flags: RowFormat.flags
          ) { invocation in
            var rows = try RowWriter(
              RowFormat(invocation), columns: ["rule"], to: invocation.console.output,
              screen: invocation.console.screen)
            try rows.finish()
            return .done
          }
        ]),
    ])
}
