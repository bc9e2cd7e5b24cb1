internal import Base
internal import Engine
internal import Store

extension Glan {
  /// The stages above the questions.
  public var untilSyllabi: Glan {
    var glan = self
    glan.extent.until = Glan.stageNames[1]
    return glan
  }

  /// The last stage; nil if the run ends with the questions.
  var answerStage: AnswerStage? {
    extent.until == Glan.stageNames[3]
      ? AnswerStage(model: models[3], count: extent.answers) : nil
  }

  /// The questions of `courses` with the draws that they have.
  func questionStage(_ courses: [Course]) -> QuestionStage {
    var stage = questionStage
    stage.shares = Dictionary(courses.flatMap(\.shares), uniquingKeysWith: max)
    return stage
  }

  /// The disciplines with their syllabi, in canonical order.
  func courses(_ connection: Connection) throws -> [Course] {
    let stages = untilSyllabi.stages.suffix(2)
    return try disciplines(below: roots(connection), connection).map { discipline in
      let syllabi = try stages.reduce([discipline]) { try connection.liveChildren(of: $0, $1) }
      let capacities = try syllabi.map { syllabus in
        try SyllabusOutline(syllabus.reference.id, connection).capacity(extent.difficulty).total
      }
      // Far more than can be asked, and few enough to add up.
      return Course(
        discipline, syllabi: syllabi, capacities: capacities.map { min($0, 1_000_000_000) })
    }
  }

  /// The disciplines that `roots` are, or that the stages of the taxonomy brought below them.
  func disciplines(below roots: [Artifact], _ connection: Connection) throws -> [Artifact] {
    try (taxonomy?.stages ?? []).reduce(roots) { try connection.liveChildren(of: $0, $1) }
  }

  /// `courses` with the number of rows that came of their draws and count.
  func counted(_ courses: [Course], _ connection: Connection) throws -> [Course] {
    let stage = questionStage(courses)
    return try courses.map { course in
      var course = course
      let questions = try connection.liveChildren(of: course.syllabi, stage)
      course.rows =
        answerStage == nil
        ? questions.count : try questions.count { try connection.isAnswered($0.reference.id) }
      return course
    }
  }
}

extension Connection {
  /// What the units of `stage` below `parents` brought and is live, in canonical order.
  func liveChildren(of parents: [Artifact], _ stage: any Stage) throws -> [Artifact] {
    try parents.flatMap { parent in
      let made = try stage.units(below: parent, in: self).flatMap { unit in
        guard let stored = try unit.stored(in: self), stored.state == .done else {
          return [] as [Artifact]
        }
        return try liveArtifacts(ofUnit: stored.id, kind: stage.childKind)
      }
      return try stage.settles ? made + stage.given(below: parent, in: self) : made
    }
  }

  /// Whether a live answer stands for `question` in the examples.
  fileprivate func isAnswered(_ question: Int) throws -> Bool {
    try first(
      "SELECT 1 FROM standing WHERE question_id = ? AND chosen = 1", [.integer(question)]
    ) { _ in true } ?? false
  }
}
