import Base
import Engine
import Generate
import Store

/// What --dry-run tells of a GLAN run beyond what can be planned now.
struct Forecast: Sendable {
  let glan: Glan
  /// Whom each of its stages asks, by name.
  let access: [String: ModelAccess]
  /// How many rows are wanted, with --target.
  let target: Int?

  /// What was told.
  struct Told: Sendable {
    /// The same for programs.
    var json: JSON
    /// Requests to make, now and below their answers.
    var calls: Int
    /// What they cost; nil if a price is not known.
    var cost: Double?
  }

  /// Tells people the values that hold, the draws on offer and the estimate.
  func tell(_ outlook: Outlook, _ tally: Tally, _ invocation: Invocation) -> Told {
    for line in values + draws(outlook) { invocation.console.talk.say(line) }
    let stages = target.map { outlook.stages(tally, target: $0) } ?? outlook.stages(tally)
    let costs = stages.map { stage in
      access[stage.name]?.prices.map { Forecast.cost(stage, $0) }
    }
    for line in Forecast.table(stages, costs) { invocation.console.talk.say(line) }
    invocation.console.talk.say("An estimate: \(assumptions).")
    let json: JSON = [
      "values": glan.plan.parameters, "draws": self.json(outlook),
      "estimate": [
        "stages": .object(
          zip(stages, costs).map { JSON.Member($0.name, Forecast.json($0, $1)) }),
        "assumptions": .string(assumptions),
      ],
    ]
    return Told(
      json: json, calls: stages.reduce(0) { Forecast.added($0, $1.calls) },
      cost: Forecast.sum(costs))
  }

  /// Nil if one of `costs` is not known.
  private static func sum(_ costs: [Double?]) -> Double? {
    costs.contains(nil) ? nil : costs.compactMap(\.self).reduce(0, +)
  }

  private var assumptions: String {
    (target == nil
      ? "" : "questions and answers are the least that the target takes, as if none were there, ")
      + Forecast.assumptions
  }

  private static let assumptions = """
    what is not there yet comes as ordered, every request is sent once, and where the file has no \
    calls to take the mean of, a token is four ASCII characters or one other, a subject 45 tokens, a \
    session 45 and 6 for each concept, a question 80, an answer 350
    """

  /// The counts and how each stage is asked, whatever preset or flag they come from.
  private var values: [String] {
    let hidden = ["disciplines"] + (target == nil ? [] : ["questions"])
    let counts = (glan.plan.parameters.object ?? []).filter { !hidden.contains($0.name) }
      .map { "\($0.name) \($0.value.string ?? $0.value.text)" }
    return ["values: " + counts.joined(separator: ", ")]
      + glan.plan.stages.map { stage in
        let settings = (stage.settings.object ?? []).filter { $0.name != "guidance" }
          .map { "\($0.name) \($0.value.string ?? $0.value.text)" }
        return ([stage.name + ": model " + stage.model] + settings).joined(separator: ", ")
      }
  }

  private func draws(_ outlook: Outlook) -> [String] {
    guard !outlook.offers.isEmpty else { return [] }
    let total = Forecast.capacity(outlook)
    let few = tooFew(outlook)
    var lines = [
      "\(outlook.offers.count) syllabi offer \(total.total) different draws: "
        + "\(total.one) of one session, \(total.two) of two"
    ]
    if !few.isEmpty {
      let names = few.prefix(3).map { "\($0.subject) (\($0.capacity.total))" }
      lines.append(
        "\(few.count) of them have fewer draws than the "
          + "\(glan.drawsPerSyllabus) that --questions needs: " + names.joined(separator: ", ")
          + (few.count > 3 ? ", …" : ""))
    }
    return lines
  }

  /// Those with fewer draws than questions are wanted; with a target, other syllabi make up for them.
  private func tooFew(_ outlook: Outlook) -> [DrawOffer] {
    target != nil ? [] : outlook.offers.filter { $0.capacity.total < glan.drawsPerSyllabus }
  }

  private static func capacity(_ outlook: Outlook) -> (one: Int, two: Int, total: Int) {
    outlook.offers.reduce((0, 0, 0)) { sum, offer in
      (
        added(sum.0, offer.capacity.oneSession), added(sum.1, offer.capacity.twoSessions),
        added(sum.2, offer.capacity.total)
      )
    }
  }

  private static func added(_ left: Int, _ right: Int) -> Int {
    let (sum, overflows) = left.addingReportingOverflow(right)
    return overflows ? .max : sum
  }

  private func json(_ outlook: Outlook) -> JSON {
    let total = Forecast.capacity(outlook)
    return [
      "syllabi": JSON(outlook.offers.count), "distinct": JSON(total.total),
      "one_session": JSON(total.one), "two_sessions": JSON(total.two),
      "needed_of_each": JSON(glan.drawsPerSyllabus),
      "too_few": .array(
        tooFew(outlook).map {
          ["subject": .string($0.subject), "draws": JSON($0.capacity.total)]
        }),
    ]
  }

  private static func json(_ stage: Outlook.Stage, _ cost: Double?) -> JSON {
    [
      "calls": JSON(stage.calls), "prompt_tokens": JSON(stage.promptTokens),
      "completion_tokens": JSON(stage.completionTokens),
      "cost": cost.map { JSON($0) } ?? .null, "is_measured": .bool(stage.isMeasured),
    ]
  }

  private static func cost(_ stage: Outlook.Stage, _ prices: ModelAccess.Prices) -> Double {
    (Double(stage.promptTokens) * prices.prompt
      + Double(stage.completionTokens) * prices.completion) / 1e6
  }

  private static func table(_ stages: [Outlook.Stage], _ costs: [Double?]) -> [String] {
    var rows = [["stage", "calls", "prompt tokens", "completion tokens", "cost"]]
    for (stage, cost) in zip(stages, costs) {
      rows.append([
        stage.name, String(stage.calls), String(stage.promptTokens),
        String(stage.completionTokens), shown(cost),
      ])
    }
    let sum = { (value: (Outlook.Stage) -> Int) in
      String(stages.reduce(0) { added($0, value($1)) })
    }
    rows.append([
      "all", sum(\.calls), sum(\.promptTokens), sum(\.completionTokens), shown(Forecast.sum(costs)),
    ])
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths).enumerated().map { column, cell in
        let space = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 ? cell.0 + space : space + cell.0
      }.joined(separator: "  ")
    }
  }

  private static func shown(_ cost: Double?) -> String {
    cost.map { String(($0 * 100).rounded() / 100) } ?? "no price known"
  }
}
