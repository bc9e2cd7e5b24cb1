/// What an artifact can be: the rows of table `kind`.
public enum Kind: String, Sendable, CaseIterable {
  case taxonomy, field, subfield, discipline, subject, syllabus, session, concept, passage, row
  case seedTask = "seed_task"
  case pool, instruction, question, answer, label, benchmark

  /// The public view that has one row per artifact of this kind, if there is one.
  public var view: String? {
    switch self {
    case .field: "fields"
    case .subfield: "subfields"
    case .discipline: "disciplines"
    case .subject: "subjects"
    case .syllabus: "syllabi"
    case .session: "sessions"
    case .concept: "concepts"
    case .passage: "passages"
    case .row: "rows"
    case .seedTask: "seed_tasks"
    case .instruction: "instructions"
    case .question: "questions"
    case .answer: "answers"
    case .benchmark: "benchmarks"
    default: nil
    }
  }
}

/// What an edge of lineage means: the rows of table `role`.
public enum Role: String, Sendable, CaseIterable {
  case taxonomy, discipline, subject, syllabus, session, concept, source, passage, question
  case instruction, follows, example
  case evolvedFrom = "evolved_from"
  case revises

  /// True if a child whose parent is outdated, or rejected, is so too.
  public var passesStale: Bool {
    switch self {
    case .example, .evolvedFrom, .revises: false
    default: true
    }
  }

  /// True if a child of a dropped parent is dropped too.
  public var passesDropped: Bool {
    switch self {
    case .question, .instruction, .follows: true
    default: false
    }
  }
}

/// The state of a head, worst first where several hold.
public enum Status: String, Sendable, CaseIterable, Comparable {
  case rejected, stale, dropped, live

  /// The worse one comes first.
  public static func < (left: Status, right: Status) -> Bool { left.severity > right.severity }

  private var severity: Int {
    switch self {
    case .live: 0
    case .dropped: 1
    case .stale: 2
    case .rejected: 3
    }
  }
}
