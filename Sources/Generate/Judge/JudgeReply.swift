internal import Base
internal import Client
internal import Engine
internal import Store

/// What a judge said: numbers, reasons and labels, never a text that would be trained on.
enum JudgeReply: Equatable {
  case score(Double, reason: String)
  /// Which of the two that were shown is better, the first or the second; nil for neither.
  case preference(first: Bool?, reason: String)
  case tags([(name: String, value: String)])

  /// Reads the JSON that a judge gave.
  ///
  /// - Throws: `UnreadableReply` for what was not asked for, such as a score of 7.
  init(_ object: JSON, _ task: JudgeTask) throws(UnreadableReply) {
    switch task {
    case .score:
      let number = object["score"]?.double
      guard let number, (1...5).contains(number) else {
        throw JudgeReply.unfit("the score is \(JudgeReply.said(object["score"])), not from 1 to 5")
      }
      self = .score(number, reason: try JudgeReply.words("reason", of: object))
    case .preference:
      let reason = try JudgeReply.words("reason", of: object)
      switch object["better"]?.string?.trimmed.lowercased() {
      case "a": self = .preference(first: true, reason: reason)
      case "b": self = .preference(first: false, reason: reason)
      case "tie": self = .preference(first: nil, reason: reason)
      default:
        throw JudgeReply.unfit("better is \(JudgeReply.said(object["better"])), not A, B or tie")
      }
    case .tags:
      self = .tags(try JudgeReply.tags(object))
    }
  }

  /// A label is a few words: a whole text in its place is none.
  private static func tags(_ object: JSON) throws(UnreadableReply) -> [(String, String)] {
    let type = try words("task_type", of: object)
    guard JudgeTask.taskTypes.contains(type.lowercased()) else {
      throw unfit("task_type is \(said(object["task_type"])), none of those to choose from")
    }
    let (topic, intent) = (try words("topic", of: object), try words("intent", of: object))
    guard topic.count <= 100, intent.count <= 400 else {
      throw unfit("topic or intent is a text and not a label")
    }
    return [("topic", topic), ("task-type", type.lowercased()), ("intent", intent)]
  }

  private static func words(
    _ name: String, of object: JSON
  ) throws(UnreadableReply) -> String {
    let text = (object[name]?.string ?? "").split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    guard !text.isEmpty else { throw unfit("\(name) is empty") }
    return text
  }

  private static func said(_ value: JSON?) -> String {
    value.map { "\($0.text.prefix(40))" } ?? "missing"
  }

  private static func unfit(_ sentence: String) -> UnreadableReply {
    UnreadableReply(sentence, failure: .schemaMismatch)
  }

  /// The same from the response of a call as it is kept; nil if there is nothing in it.
  init?(response: String, _ task: JudgeTask) {
    let exchange = Exchange(url: "", status: 200, body: Array(response.utf8))
    guard case .completed(let completion) = Reply.read(exchange),
      let object = try? StructuredReply.object(in: completion.content),
      let reply = try? JudgeReply(object, task)
    else { return nil }
    self = reply
  }

  static func == (left: JudgeReply, right: JudgeReply) -> Bool {
    switch (left, right) {
    case (.score(let a, let b), .score(let c, let d)): a == c && b == d
    case (.preference(let a, let b), .preference(let c, let d)): a == c && b == d
    case (.tags(let a), .tags(let b)): a.elementsEqual(b) { $0 == $1 }
    default: false
    }
  }
}
