import Base
import TestSupport

/// A small GLAN run, and the double that answers it.
enum Course {
  /// Two disciplines, each with two subjects, of which each has three sessions of three concepts
  /// and four questions.
  static let counts = [
    "--discipline", "Organic Chemistry", "--discipline", "Music Theory", "--subjects", "2",
    "--sessions", "3", "--concepts", "3", "--questions", questions,
  ]

  /// How many questions each subject has, as typed.
  static let questions = "4"

  /// How many requests that takes: for subjects, syllabi, questions and answers.
  static let requests = 2 + 4 + 16 + 16

  /// The command that generates it into `database`.
  static func command(_ database: String, _ double: ModelDouble, _ more: String...) -> [String] {
    ["generate", "glan", database] + counts
      + ["--model", "double", "--base-url", double.baseURL] + more
  }
}

extension ModelDouble {
  /// A double that fills lists to their limits, writes questions that name no other, and answers
  /// with the question's own text.
  static func teacher(_ change: (inout Habits) -> Void = { _ in }) throws -> ModelDouble {
    try ModelDouble { habits in
      habits.answer = { $0.lesson }
      change(&habits)
    }
  }

  /// The bodies of all requests to complete something, in order of arrival.
  var bodies: [String] { server.requests.filter { $0.method == "POST" }.map(\.text) }
}

extension Question {
  /// What a good model of a course replies; nil leaves it to ``answer``, which quotes the prompt.
  var lesson: String? {
    if let schema {
      let format: JSON = ["type": "json_schema", "json_schema": ["schema": schema.filledUp]]
      return Question(body.setting("response_format", format)).answer
    }
    guard Question.tasks.contains(where: { prompt.contains($0) }) else { return nil }
    let words = answer.split(separator: "] ").last ?? ""
    return "How are these joined: \(words.lowercased())"
  }

  /// How the prompt for a question says what to do, in each language that has one of its own.
  private static let tasks = [
    "homework question that joins", "結び付ける課題を一つ", "연결하는 과제를 하나", "写一道作业题",
  ]
}

extension JSON {
  /// The schema with every list as long as it may be.
  fileprivate var filledUp: JSON {
    if let array { return .array(array.map(\.filledUp)) }
    guard let object else { return self }
    let filled = JSON.object(object.map { Member($0.name, $0.value.filledUp) })
    return self["maxItems"].map { filled.setting("minItems", $0) } ?? filled
  }
}
