import Base
@testable import Client
@testable import Engine
import Testing

@testable import seedbed

@Suite struct RunStatusTests {
  private func tally(_ stages: [(String, StageTally)]) -> Tally {
    var tally = Tally()
    tally.stages = stages.map { (name: $0.0, tally: $0.1) }
    return tally
  }

  private func stage(_ done: Int, of planned: Int, unusable: Int = 0) -> StageTally {
    var stage = StageTally()
    (stage.done, stage.planned, stage.unusable) = (done, planned, unusable)
    return stage
  }

  private var busy: RunStatus {
    var tally = tally([
      ("subjects", stage(4, of: 4)), ("questions", stage(120, of: 480, unusable: 3)),
      ("answers", stage(80, of: 120)), ("judges", StageTally()),
    ])
    tally.calls = 230
    (tally.promptTokens, tally.completionTokens, tally.cost) = (12_345, 67_890, 1.23456)
    tally.failures = ["rate_limited": 20, "truncated": 3, "server_error": 3]
    var pace = Pace()
    pace.add(tally, at: .seconds(100))
    var load = Load(allowed: 8)
    (load.inFlight, load.waiting) = (8, 5)
    let now = ContinuousClock.now
    load.resumesAt = now + .seconds(12)
    return RunStatus(
      tally: tally, inFlight: 15, elapsed: .seconds(100), pace: pace,
      loads: [EndpointLoad(name: "大規模言語モデル", load: load, limit: 16, now: now)],
      isStopping: false)
  }

  @Test func `stages, rate, time left, tokens, money, endpoints and failures are told`() {
    #expect(
      busy.lines(.screen(80)).map(\.text) == [
        "subjects   [##################################################]      4/4  100%",
        "questions  [############--------------------------------------]  120/480   25%",
        "answers    [#################################-----------------]   80/120   66%",
        "1:40  2.3 requests/s  ETA over 3:11  12345 + 67890 tokens  cost 1.2346",
        "大規模言語モデル 8/8 in flight  slowed from 16  5 wait  next in 0:12",
        "2 between attempts", "failed:  20 rate_limited  3 server_error  3 truncated",
      ])
  }

  @Test func `every width from 40 to 200 columns is kept to, and nothing is left out`() {
    for width in 40...200 {
      let lines = busy.lines(.screen(width)).map(\.text)
      let text = lines.joined(separator: " ")
      for line in lines { #expect(Printable.width(of: line) < width, "\(width): \(line)") }
      for part in [
        "120/480", "25%", "2.3 requests/s", "ETA over 3:11", "67890 tokens", "cost 1.2346",
        "8/8 in flight", "slowed from 16", "5 wait", "20 rate_limited", "3 truncated",
      ] {
        #expect(text.contains(part), "\(width): \(part)")
      }
    }
  }

  @Test func `the same on one line has no bars and no time, which its reader puts before it`() {
    #expect(
      busy.line == """
        subjects 4/4  questions 120/480  answers 80/120  2.3 requests/s  ETA over 3:11  \
        12345 + 67890 tokens  cost 1.2346  大規模言語モデル 8/8 in flight  slowed from 16  5 wait  \
        next in 0:12  2 between attempts  failed:  20 rate_limited  3 server_error  3 truncated
        """)
  }

  @Test func `before there is anything to count it says that it plans`() {
    let status = RunStatus(
      tally: nil, inFlight: 0, elapsed: .seconds(3), pace: Pace(), loads: [], isStopping: false)
    #expect(status.lines(.screen(80)).map(\.text) == ["0:03  planning"])
    #expect(status.line == "planning")
  }

  @Test func `a slow beginning is forgotten after half a minute`() {
    var pace = Pace()
    for second in 1...200 {
      var tally = Tally()
      tally.calls = second < 100 ? second : 100 + (second - 100) * 10
      pace.add(tally, at: .seconds(second))
    }
    #expect(pace.callsPerSecond(at: .seconds(200)).map { ($0 * 10).rounded() / 10 } == 10)
    #expect(pace.unitsPerSecond(at: .seconds(200)) == nil)
  }

  @Test(arguments: [
    (0, "0:00"), (7, "0:07"), (750, "12:30"), (11_100, "3:05:00"), (187_200, "2 days 4:00:00"),
    (-5, "0:00"),
  ])
  func `times are as a clock has them`(_ seconds: Int, _ text: String) {
    #expect(Span.text(.seconds(seconds)) == text)
  }

  @Test func `parts flow over lines and long ones are cut`() {
    #expect(Flow.lines(["one", "two", "three"], 8) == ["one  two", "three"])
    #expect(Flow.lines(["日本語", "日本"], 5) == ["日本…", "日本"])
    #expect(Flow.lines([], 5) == [])
  }
}
