import Base
import Store

extension Command {
  /// `seedbed backup DB FILE`.
  static let backup = Command(
    "backup", "DB FILE", summary: "write one consistent copy, while others may write on",
    details: """
      FILE holds what the database holds at one moment, without gaps, and is read back before it gets
      its name; a file that is there is never replaced. Runs that go on meanwhile are not disturbed; in
      the copy they are interrupted, so the same command would go on there. The copy is a database
      like any other: to restore it, put it in the place of the damaged one.
      """,
    examples: [
      "seedbed backup demo.db demo-2026-05-01.db", "seedbed backup my.db /mnt/safe/my.db --json",
    ],
    flags: [Flag("--json", .output, "Print the figures as one JSON object.")]
  ) { invocation in
    let store = try await invocation.openForReading()
    let file = invocation.operands[1]
    let size = try await store.backUp(to: file)
    invocation.console.talk.say("\(file) holds everything: \(size) bytes")
    try invocation.print(["file": .string(file), "bytes": JSON(size)])
    return .done
  }
}
