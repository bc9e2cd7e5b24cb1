extension CommandTable {
  /// The commands of Seedbed.
  static let seedbed = CommandTable(
    summary: "a workbench for instruction-tuning data in one SQLite file", version: "0.1.0",
    families: [],
    sections: [
      Section(
        title: "Look",
        commands: [
          .query, .sample, .lineage, .why, .status, .accept, .reject, .undo, .runs,
          Command(
            "rules", "", summary: "list the rules of curation", flags: RowFormat.flags
          ) { invocation in
            var rows = try RowWriter(
              RowFormat(invocation), columns: ["rule"], to: invocation.console.output,
              screen: invocation.console.screen)
            try rows.finish()
            return .done
          },
        ])
    ])
}
