import Base
import TestSupport

/// What a model double answers to GLAN's prompts, from the prompt alone.
struct Teacher: Sendable {
  /// Fields in each reply, subfields of each, and disciplines of each.
  var fields = 2
  var subfields = 2
  var disciplines = 2
  /// Subjects in each reply.
  var subjects = 2
  /// Sessions in each syllabus.
  var sessions = 3
  /// Key concepts in each session.
  var concepts = 3
  /// A reply that comes instead, if any.
  var instead: @Sendable (Question) -> String? = { _ in nil }

  /// What a request asks for.
  enum Task {
    case fields, taxonomy, subjects, syllabus, question, questions, answer
    case subjectsText, syllabusText, structuredSubjects, structuredSyllabus
  }

  static func task(_ prompt: String) -> Task {
    let starts: [(String, Task)] = [
      ("Divide the field", .taxonomy), ("You are an expert", .subjectsText),
      ("Give the subjects", .structuredSubjects), ("Design the syllabus", .syllabusText),
      ("Give your syllabus", .structuredSyllabus),
    ]
    if let task = starts.first(where: { prompt.hasPrefix($0.0) })?.1 { return task }
    if prompt.contains(" broad fields ") { return .fields }
    if prompt.hasPrefix("List ") { return .subjects }
    if prompt.hasPrefix("Write the syllabus") { return .syllabus }
    if prompt.contains("write one homework question") { return .question }
    return prompt.contains("different homework questions") ? .questions : .answer
  }

  func reply(_ question: Question) -> String? {
    if let text = instead(question) { return text }
    let mark = String(question.hash.prefix(12))
    switch Teacher.task(question.prompt) {
    case .fields: return Teacher.fields((0..<fields).map { "Field \(mark) \($0)" })
    case .taxonomy: return Teacher.taxonomy(mark, subfields, disciplines)
    case .subjectsText: return "The subjects \(mark) are many."
    case .syllabusText: return "The course \(mark) is long."
    case .subjects, .structuredSubjects:
      return Teacher.subjects((0..<subjects).map { "Subject \(mark) \($0)" })
    case .syllabus, .structuredSyllabus: return syllabus(mark)
    case .question: return "Question \(mark): why?"
    case .questions:
      return JSON.object([.init("questions", JSON((0..<2).map { "Question \(mark) \($0)?" }))]).text
    case .answer: return nil
    }
  }

  /// A reply that names `names`.
  static func fields(_ names: [String]) -> String {
    JSON.object([.init("fields", JSON(names))]).text
  }

  private static func taxonomy(_ mark: String, _ subfields: Int, _ disciplines: Int) -> String {
    taxonomy(
      (0..<subfields).map { part in
        ("Part \(mark) \(part)", (0..<disciplines).map { "Skill \(mark) \(part) \($0)" })
      })
  }

  /// A reply that names subfields with their disciplines.
  static func taxonomy(_ subfields: [(String, [String])]) -> String {
    let list = subfields.map { name, disciplines -> JSON in
      ["name": .string(name), "disciplines": JSON(disciplines)]
    }
    return JSON.object([.init("subfields", .array(list))]).text
  }

  /// A reply that names `names`.
  static func subjects(_ names: [String]) -> String {
    let list = names.map { name -> JSON in
      ["name": .string(name), "level": 300, "subtopics": ["basics", "practice"]]
    }
    return JSON.object([.init("subjects", .array(list))]).text
  }

  private func syllabus(_ mark: String) -> String {
    Teacher.syllabus(Array(repeating: concepts, count: sessions), mark)
  }

  /// A reply whose sessions have these numbers of `concepts`.
  static func syllabus(_ concepts: [Int], _ mark: String = "") -> String {
    let list = concepts.enumerated().map { session, count -> JSON in
      [
        "name": .string("Session \(mark) \(session)"), "description": "What it is about.",
        "concepts": JSON((0..<count).map { "concept \(mark) \(session) \($0)" }),
      ]
    }
    return JSON.object([
      .init("description", .string("All of \(mark).")), .init("objectives", ["to know"]),
      .init("sessions", .array(list)),
    ]).text
  }

  /// A double that answers like this, with `faults`.
  func double(
    latency: Int = 0, formats: Set<String> = ["json_schema", "json_object"], key: String? = nil,
    faults: @escaping @Sendable (Int, HTTPRequest) -> Fault? = { _, _ in nil }
  ) throws -> ModelDouble {
    try ModelDouble {
      $0.latency = latency
      $0.formats = formats
      $0.key = key
      $0.answer = reply
      $0.faults = faults
    }
  }
}
