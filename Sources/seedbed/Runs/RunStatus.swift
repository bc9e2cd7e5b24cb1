import Client
import Engine

/// A picture of a run: what its status area shows.
struct RunStatus {
  /// The figures; nil while it is planned.
  var tally: Tally?
  /// Requests whose answers are not committed yet, between attempts, too.
  var inFlight: Int
  /// Since the beginning.
  var elapsed: Duration
  var pace: Pace
  var loads: [EndpointLoad]
  /// Whether it is about to end, by Ctrl-C.
  var isStopping: Bool

  /// The lines for a terminal: a bar for each stage, the figures, the endpoints, the failures.
  func lines(_ terminal: Terminal) -> [DrawnArea.Line] {
    guard let tally else { return [DrawnArea.Line(text: "\(Span.text(elapsed))  planning")] }
    let width = max(1, terminal.width - 1)
    let calm =
      StageBars(stages: tally.stages).lines(width) + Flow.lines(figures(tally), width)
      + Flow.lines(loads.flatMap(\.parts) + between, width)
    return calm.map { DrawnArea.Line(text: $0) }
      + Flow.lines(failures(tally), width).map { DrawnArea.Line(text: $0, isTrouble: true) }
  }

  /// The same as one line.
  var line: String {
    guard let tally else { return "planning" }
    let stages = tally.stages.filter { $0.tally.planned > 0 }
      .map { "\($0.name) \($0.tally.done)/\($0.tally.planned)" }
    let parts =
      stages + figures(tally).dropFirst() + loads.flatMap(\.parts) + between + failures(tally)
    return parts.joined(separator: "  ")
  }

  private func figures(_ tally: Tally) -> [String] {
    var parts = [Span.text(elapsed)]
    if isStopping { parts.append("stopping") }
    if let rate = pace.callsPerSecond(at: elapsed) {
      parts.append(RunStatus.words(rate))
    }
    if let left = left(tally) { parts.append(left) }
    parts.append("\(tally.promptTokens) + \(tally.completionTokens) tokens")
    if let cost = tally.cost { parts.append("cost \(Report.money(cost))") }
    return parts
  }

  /// How long what is planned will take; answers of all stages but the last bring more to ask.
  private func left(_ tally: Tally) -> String? {
    let open = tally.total.pending
    guard open > 0, !isStopping, let rate = pace.unitsPerSecond(at: elapsed) else { return nil }
    let bringsMore = tally.stages.dropLast().contains { $0.tally.pending > 0 }
    let time = Duration.seconds(min(Double(open) / rate, 1e8))
    return "ETA \(bringsMore ? "over " : "")\(Span.text(time))"
  }

  /// Requests that are not on their way: they wait to be sent again, or to be committed.
  private var between: [String] {
    let waiting = inFlight - loads.reduce(0) { $0 + $1.load.inFlight + $1.load.waiting }
    return waiting > 0 ? ["\(waiting) between attempts"] : []
  }

  private func failures(_ tally: Tally) -> [String] {
    guard tally.failedCalls > 0 else { return [] }
    return ["failed:"] + tally.failureWords
  }

  /// By the minute where a second has none.
  private static func words(_ rate: Double) -> String {
    rate >= 1 ? "\(rounded(rate)) requests/s" : "\(rounded(rate * 60)) requests/min"
  }

  private static func rounded(_ rate: Double) -> String {
    rate >= 10 ? String(Int(rate.rounded())) : String((rate * 10).rounded() / 10)
  }
}
