internal import Base
internal import Engine
internal import Store

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

  /// The texts of a list, without those that say nothing.
  static func texts(_ list: JSON?) -> [String] {
    (list?.array ?? []).compactMap { $0.string?.trimmed }.filter { !$0.isEmpty }
  }

  /// The whole syllabus as prompts quote it.
  func text(subject: String, language: String) -> String {
    let labels = SyllabusLabels(language)
    var lines = ["\(labels.syllabus): \(subject)", description]
    if !objectives.isEmpty {
      lines += ["", "\(labels.objectives):"] + objectives.map { "- \($0)" }
    }
    for (index, session) in sessions.enumerated() {
      let (before, after) = labels.session
      lines += ["", "\(before)\(index + 1)\(after): \(session.name)"]
      if !session.description.isEmpty { lines.append(session.description) }
      lines.append("\(labels.concepts): " + session.concepts.joined(separator: "; "))
    }
    return lines.joined(separator: "\n").trimmed
  }

  /// The syllabus, its sessions and their key concepts, made from `parents` by the unit that is read.
  func drafts(
    of subject: String, _ parents: [Draft.Parent], _ reading: Reading, language: String
  ) -> [Draft] {
    let place = reading.place.below(0)
    var drafts = [
      Draft(
        .syllabus, text(subject: subject, language: language),
        attributes: ["description": .string(description), "objectives": JSON(objectives)],
        language: language, parents: parents, origin: .unit(reading.unit, ordinal: 0),
        place: place)
    ]
    for (index, session) in sessions.enumerated() {
      let parent = drafts.count
      drafts.append(
        Draft(
          .session, session.name,
          attributes: ["position": JSON(index + 1), "description": .string(session.description)],
          language: language, parents: [.draft(.syllabus, 0)],
          origin: .unit(reading.unit, ordinal: index), place: place.below(index)))
      drafts += session.concepts.enumerated().map { number, concept in
        Draft(
          .concept, concept, attributes: ["position": JSON(number + 1)], language: language,
          parents: [.draft(.session, parent)], origin: .unit(reading.unit, ordinal: number),
          place: place.below(index).below(number))
      }
    }
    return drafts
  }
}
