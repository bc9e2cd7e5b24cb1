internal import Base

/// A syllabus as a model replies with it.
struct SyllabusReply {
  var description: String
  var objectives: [String]
  var sessions: [Session]

  struct Session {
    var name: String
    var description: String
    var concepts: [String]
  }

  /// Reads the reply; names and concepts without any text are left out.
  init(_ reply: JSON) {
    description = reply["description"]?.string?.trimmed ?? ""
    objectives = SyllabusReply.texts(reply["objectives"])
    sessions = (reply["sessions"]?.array ?? []).compactMap { session in
      guard let name = session["name"]?.string?.trimmed, !name.isEmpty else { return nil }
      return Session(
        name: name, description: session["description"]?.string?.trimmed ?? "",
        concepts: SyllabusReply.texts(session["concepts"]))
    }
  }

  private static func texts(_ list: JSON?) -> [String] {
    (list?.array ?? []).compactMap { $0.string?.trimmed }.filter { !$0.isEmpty }
  }

  /// The whole syllabus as prompts quote it.
  func text(subject: String) -> String {
    var lines = ["Syllabus: \(subject)", description]
    if !objectives.isEmpty {
      lines += ["", "Objectives:"] + objectives.map { "- \($0)" }
    }
    for (index, session) in sessions.enumerated() {
      lines += ["", "Session \(index + 1): \(session.name)"]
      if !session.description.isEmpty { lines.append(session.description) }
      lines.append("Key concepts: " + session.concepts.joined(separator: "; "))
    }
    return lines.joined(separator: "\n").trimmed
  }
}
