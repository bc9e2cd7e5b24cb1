internal import Base
internal import Client
internal import Store

/// Mean tokens of one request of a stage, measured or guessed.
struct StageTokens {
  let prompt: Int
  let completion: Int
  let isMeasured: Bool

  /// A guess at how many tokens `text` has: one for four ASCII characters, and one for any other.
  static func estimate(_ text: String) -> Int {
    let ascii = text.utf8.count { $0 < 0x80 }
    return ascii / 4 + text.unicodeScalars.count { !$0.isASCII } + 1
  }

  /// The replies' lengths where the file has none, in tokens: a subject with level and subtopics, a
  /// session with name and description, a key concept, a question, an answer.
  static let typical = (subject: 45, session: 45, concept: 6, question: 80, answer: 350)
}

extension Glan {
  /// The tokens of each stage by its name: the mean of the latest calls to its model, or a guess from
  /// its prompt with stand-ins for what is not there yet.
  func stageTokens(_ connection: Connection) throws -> [String: StageTokens] {
    let upper = zip(Glan.taxonomyStageNames, taxonomy?.models ?? [])
    let all = Array(upper) + Array(zip(Glan.stageNames, models))
    return try Dictionary(
      uniqueKeysWithValues: all.map { name, model in
        (name, try measured(name, model, connection) ?? guess(name, model))
      })
  }

  private func measured(
    _ name: String, _ model: StageModel, _ connection: Connection
  ) throws -> StageTokens? {
    let second = name == Glan.stageNames[0] ? "structure-subjects" : "structure-syllabus"
    return try connection.first(
      """
      SELECT avg(prompt_tokens), avg(completion_tokens) FROM (
        SELECT c.prompt_tokens, c.completion_tokens FROM call AS c
        JOIN unit AS u ON u.id = c.unit_id AND (u.stage = ?1 OR u.stage = ?2)
        WHERE c.model = ?3 AND c.class IS NULL AND c.prompt_tokens IS NOT NULL
          AND c.completion_tokens IS NOT NULL AND c.id > (SELECT max(id) FROM call) - 20000)
      HAVING count(*) > 0
      """,
      [
        .text(name), .text(structuring[name] == nil ? name : second), .text(model.model),
      ]
    ) { row in
      StageTokens(
        prompt: Int((row.optionalDouble(0) ?? 0).rounded()),
        completion: Int((row.optionalDouble(1) ?? 0).rounded()), isMeasured: true)
    }
  }

  private func guess(_ name: String, _ model: StageModel) -> StageTokens {
    let completion = min(completion(name), model.sampling.maxTokens ?? .max)
    var prompt = prompt(name, model)
    if let second = structuring[name] {
      // The second of two turns has the first before it: the mean of both.
      prompt = (prompt + prompt + completion + self.prompt(name, second)) / 2
    }
    return StageTokens(prompt: prompt, completion: completion, isMeasured: false)
  }

  private func completion(_ name: String) -> Int {
    let typical = StageTokens.typical
    let syllabus = 150 + extent.sessions * (typical.session + extent.concepts * typical.concept)
    return switch name {
    case "fields": (taxonomy?.fields ?? 0) * typical.concept
    case "taxonomy":
      (taxonomy?.subfields ?? 0) * (1 + (taxonomy?.disciplines ?? 0)) * typical.concept
    case "subjects": extent.subjects * typical.subject
    case "syllabi": syllabus
    case "questions": typical.question * min(extent.questionsPerDraw, extent.questions)
    default: typical.answer
    }
  }

  /// The tokens of a stage's prompt, all of it, with stand-ins of usual length.
  private func prompt(_ name: String, _ model: StageModel) -> Int {
    let concept = "first law of thermodynamics"
    let isSyllabus = name == Glan.stageNames[1]
    let values = [
      "field": "Engineering", "discipline": "Chemical Engineering",
      "subject": "Heat and Mass Transfer", "level": "400",
      "subtopics": Array(repeating: concept, count: 4).joined(separator: "; "),
      "count": "100",
      "sessions": isSyllabus ? String(extent.sessions) : "Energy Balances; Heat Exchangers",
      "concepts": isSyllabus
        ? String(extent.concepts) : Array(repeating: concept, count: 3).joined(separator: "; "),
    ]
    let messages = model.request(values).messages
    let words = messages.flatMap(\.content).reduce(0) { $0 + StageTokens.estimate($1.text) }
    return switch name {
    case "questions": words + completion(Glan.stageNames[1])
    case "answers": words + StageTokens.typical.question
    default: words
    }
  }
}
