/// What a column of an imported row can be.
public enum Part: String, Sendable, CaseIterable {
  case question, answer, name, input, system, id, subject, level, subtopics, discipline
  case field, subfield, session, concept, language, text

  /// The columns that it is read from, the first that is there, unless `--map` names another.
  var usualColumns: [String] {
    switch self {
    case .question: ["question", "text", "instruction", "prompt"]
    case .answer: ["answer", "output", "response", "completion"]
    case .name: ["discipline", "name", "text"]
    case .text: ["text", "passage", "context", "content"]
    default: [rawValue]
    }
  }
}

/// What rows are imported as: the values of `--as`.
public enum RowForm: String, Sendable, CaseIterable {
  case disciplines, taxonomy, subjects, concepts
  case seedTasks = "seed-tasks"
  case passages, questions, pairs, conversations, benchmark, rows

  /// True if rows have an answer beside their question.
  var hasAnswers: Bool { self == .pairs || self == .conversations }

  /// What the columns can be, the one that a row cannot be without first.
  public var parts: [Part] {
    switch self {
    case .disciplines: [.name, .field, .subfield, .language]
    case .taxonomy: [.field, .subfield, .discipline]
    case .seedTasks: [.question, .input, .id, .language]
    case .passages: [.text, .id, .language]
    case .rows: [.id, .language]
    case .subjects: [.subject, .discipline, .level, .subtopics, .language]
    case .concepts: [.concept, .session, .subject, .discipline, .language]
    case .questions: [.question] + Part.details
    case .pairs, .conversations: [.question, .answer] + Part.details
    case .benchmark: [.question] + Part.details
    }
  }
}

extension Part {
  /// What may stand beside a question.
  fileprivate static let details: [Part] = [
    .input, .system, .id, .subject, .level, .subtopics, .discipline, .language,
  ]

  /// True if a column becomes an attribute of the same name when it has something to say.
  var isAttribute: Bool {
    switch self {
    case .question, .answer, .name, .language, .text: false
    default: true
    }
  }
}
