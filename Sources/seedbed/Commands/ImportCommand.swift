import Import

extension Command {
  /// `seedbed import`: files become artifacts.
  static let importFiles = Command(
    "import", "DB FILE…",
    summary: "read questions, answers, seed tasks and more from files",
    details: """
      Reads JSON Lines, a JSON array, CSV or TSV with a header, told apart by extension and content; \
      "-" is standard input. Everything is checked before anything is stored: a fault in one line \
      leaves the database as it was, and a missing one is not made.

      What the rows are, and the columns that are read:

        questions      question, text, instruction or prompt (the first that is
                       there); input, system, id, subject, level, subtopics,
                       discipline and language; all others are kept as attributes
        pairs          the same with answer, output, response or completion; chosen
                       and rejected are an answer and a worse one. An empty answer is
                       kept (a rule of curate filter drops it); for a null answer only
                       the question is. Each format that export writes is read, too:
                       messages, conversations, lists in prompt and completion, texts
                       of a chat template, Self-Instruct's layouts
        conversations  the same with several turns, and Alpaca's history; a row whose
                       messages do not alternate, or say more than their text, is
                       refused
        benchmark      what curate decontaminate looks for, with columns as for
                       questions; its name is that of --source, or else of the file
        seed-tasks     Self-Instruct's instruction, instances and is_classification,
                       or flat rows with input and output
        passages       text, passage, context or content
        rows           any columns, for generate prompt
        disciplines    one name a line, or discipline, name or text
        taxonomy       a tree in JSON (fields with subfields with disciplines, as
                       lists of objects with names or as nested objects), or rows with
                       field, subfield and discipline
        subjects       discipline and subject, and perhaps level and subtopics
        concepts       session and concept, and subject or discipline where sessions
                       of several syllabi have one name; or session as key:PREFIX

      A discipline or a node of a taxonomy that the database has is left as it is. Below subjects \
      and concepts that are new the next generate glan asks; the questions that are there stay, and \
      those that a larger --questions adds are about the new concepts first.

      The same rows again change nothing. Rows are told apart by their content, or with --source by \
      their column id: then a row that changed becomes a new version.
      """,
    examples: [
      "seedbed import glan.db disciplines.txt --as disciplines",
      "seedbed import glan.db tree.json --as taxonomy",
      "seedbed import glan.db more.csv --as subjects",
      "seedbed import qa.db alpaca.jsonl --as pairs --source alpaca --language English",
      "seedbed import mine.db seed_tasks.jsonl --as seed-tasks",
      "seedbed import chats.db train.jsonl --as conversations",
      "seedbed import qa.db gsm8k.jsonl --as benchmark",
      "seedbed import qa.db fragen.csv --as questions --map question=frage",
    ],
    flags: [
      Flag(
        "--as", "KIND", .task,
        "What the rows are.", choices: RowForm.allCases.map(\.rawValue)),
      Flag(
        "--map", "PART=COLUMN", .task, "Read a part of a row, such as question, from this column.",
        isRepeatable: true),
      Flag("--language", "NAME", .task, "The language of rows that have no column language."),
      Flag("--source", "NAME", .task, "Who made the ids in column id: they then tell rows apart."),
    ] + Flag.changes
  ) { try await ImportRun($0).perform() }
}
