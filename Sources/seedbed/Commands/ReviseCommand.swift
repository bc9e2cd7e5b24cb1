import Base
import Import
import Store

extension Command {
  /// `seedbed revise DB ID`.
  static let revise = Command(
    "revise", "DB ID", summary: "give an artifact another text, as a new version",
    details: """
      The text is that of the file, bit for bit; "-" is standard input. Nothing is overwritten: the
      earlier version stays, and seedbed history shows it. What was made from it goes stale and leaves
      examples until generate --refresh makes it anew. What came with it in the same reply, as
      sessions with a syllabus, belongs to the new version. With --keep-answers so do the answers to a
      question, and the turns that follow them.

      ID is a number or key:PREFIX.
      """,
    examples: [
      "seedbed revise demo.db 512 --text-file better.txt --why \"the unit was missing\"",
      "echo -n \"What is chirality?\" | seedbed revise demo.db 512 --text-file -",
      "seedbed revise demo.db key:9f3a --text-file typo.txt --keep-answers --dry-run",
    ],
    flags: [
      Flag("--text-file", "FILE", .task, "The file with the new text."),
      Flag("--why", "TEXT", .task, "The reason, which history tells."),
      Flag("--keep-answers", .task, "The answers to a question stay its answers."),
    ] + Flag.changes
  ) { invocation in
    let text = try TextFile.text(invocation.required("--text-file"))
    let reason = invocation.text("--why")
    let keepsAnswers = invocation.isSet("--keep-answers")
    return try await change(invocation) { connection, _ in
      let outcome = try connection.revise(
        Revision(
          try connection.artifactID(named: invocation.operands[1]), text: text, reason: reason,
          keepsAnswers: keepsAnswers))
      return ["artifact": JSON(outcome.version.id), "carried": JSON(outcome.carried)]
    }
  }
}
