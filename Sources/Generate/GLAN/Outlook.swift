internal import Base
public import Engine
public import Store

/// What a GLAN run would take, beyond what can be planned now: counts, tokens, and draws on offer.
///
/// An estimate: what lies below requests that are not answered yet is taken to come as ordered.
public struct Outlook: Sendable {
  /// The draws that stored syllabi offer.
  public let offers: [DrawOffer]
  /// Disciplines whose subjects are not all asked for.
  let waiting: Int
  /// Mean tokens of one request of each stage, by its name.
  let tokens: [String: StageTokens]
  private let glan: Glan

  /// One stage of the estimate.
  public struct Stage: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// Requests to make, now and below their answers.
    public let calls: Int
    /// Tokens of their prompts.
    public let promptTokens: Int
    /// Tokens of their replies.
    public let completionTokens: Int
    /// True if the tokens are the mean of calls in the file, else they are guessed from the prompt
    /// and typical lengths.
    public let isMeasured: Bool
  }

  /// The outlook of `glan` before it is planned below `roots`.
  init(_ glan: Glan, _ roots: [Artifact], _ connection: Connection) throws {
    self.glan = glan
    let disciplines = try glan.disciplines(below: roots, connection)
    offers = try glan.offers(below: disciplines, connection)
    tokens = try glan.stageTokens(connection)
    waiting = try disciplines.count { discipline in
      try glan.subjectStage.units(below: discipline, in: connection).contains {
        try $0.stored(in: connection)?.state.isFinal != true
      }
    }
  }

  /// The stages down to ``Glan/Extent/until``, `planned` being what can be planned now.
  public func stages(_ planned: Tally) -> [Stage] {
    var expected = 0
    return planned.stages.map { name, tally in
      let calls = calls(name, pending: tally.pending, below: expected)
      expected = artifacts(name, calls, below: expected)
      return stage(name, calls: product(calls, turns(name)))
    }
  }

  /// The requests of the stage `name`: those that are `pending`, and those below artifacts that are
  /// `expected` of the stage before.
  private func calls(_ name: String, pending: Int, below expected: Int) -> Int {
    let each =
      switch name {
      case "subjects": extent.subjectSamples
      case "questions": min(glan.drawsPerSyllabus, expectedCapacity)
      case "answers": extent.answers
      default: 1
      }
    return sum(pending, product(expected, each))
  }

  /// How many artifacts, still to come, the next stage will have as parents.
  private func artifacts(_ name: String, _ calls: Int, below expected: Int) -> Int {
    switch name {
    case "fields": calls > 0 ? glan.taxonomy?.fields ?? 0 : 0
    case "taxonomy":
      product(calls, (glan.taxonomy?.subfields ?? 0) * (glan.taxonomy?.disciplines ?? 0))
    case "subjects": product(sum(waiting, expected), extent.subjects)
    case "questions": product(calls, min(extent.questionsPerDraw, extent.questions))
    default: calls
    }
  }

  /// How many requests a unit of the stage `name` takes.
  private func turns(_ name: String) -> Int { glan.structuring[name] == nil ? 1 : 2 }

  private var extent: Glan.Extent { glan.extent }

  /// The stages of a run until there are `rows`, at the least: every row that is dropped is made up for.
  ///
  /// `planned` has the stages above the questions.
  public func stages(_ planned: Tally, target rows: Int) -> [Stage] {
    let questions = (rows + extent.questionsPerDraw - 1) / extent.questionsPerDraw
    let answers = product(rows, extent.answers)
    let below = zip(Glan.stageNames[2...], [questions, answers])
      .prefix(extent.until == Glan.stageNames[3] ? 2 : 1)
    return stages(planned) + below.map { stage($0, calls: $1) }
  }

  private func stage(_ name: String, calls: Int) -> Stage {
    let tokens = tokens[name] ?? StageTokens(prompt: 0, completion: 0, isMeasured: false)
    return Stage(
      name: name, calls: calls, promptTokens: product(calls, tokens.prompt),
      completionTokens: product(calls, tokens.completion), isMeasured: tokens.isMeasured)
  }

  /// The draws of a syllabus that is as it was ordered.
  private var expectedCapacity: Int {
    let sessions = extent.difficulty.sessions(of: extent.sessions)
    return DrawCapacity(concepts: sessions.map { _ in extent.concepts }).total
  }

  private func product(_ left: Int, _ right: Int) -> Int {
    let (product, overflows) = left.multipliedReportingOverflow(by: right)
    return overflows ? .max : product
  }

  private func sum(_ left: Int, _ right: Int) -> Int {
    let (sum, overflows) = left.addingReportingOverflow(right)
    return overflows ? .max : sum
  }
}

extension Glan {
  /// What a run below `roots` would take.
  public func outlook(_ roots: [Artifact], _ connection: Connection) throws -> Outlook {
    try Outlook(self, roots, connection)
  }
}
