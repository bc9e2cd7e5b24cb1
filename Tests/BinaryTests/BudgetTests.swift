import Base
import TestSupport
import Testing

/// Runs that may spend so much and no more.
@Suite struct BudgetTests {
  private static let prices = ["--price", "2,10", "--concurrency", "4"]

  private func cost(_ bench: Workbench) async throws -> Double {
    try await bench.column("SELECT coalesce(sum(cost), 0) FROM calls").first?.double ?? -1
  }

  @Test func `a budget stops the run with 4, and a larger one goes on where it was`() async throws {
    let (calm, bench) = (try Workbench(), try Workbench())
    let double = try ModelDouble.teacher()
    try await calm.run(Course.command(calm.database, double) + BudgetTests.prices)
    let whole = try await cost(calm)
    let command = Course.command(bench.database, double) + BudgetTests.prices
    let before = double.bodies.count
    let stopped = try await bench.run(
      command + ["--budget", "\(whole * 0.4)", "--json"], ending: 4)
    #expect(stopped.talk.contains("stopped by the budget"), "\(stopped.talk)")
    let spent = try await cost(bench)
    #expect(spent > whole * 0.2 && spent <= whole * 0.4)
    #expect(abs((stopped.json["cost"]?.double ?? 0) - spent) < 1e-9)
    // What was spent counts in the next run, too.
    try await bench.run(command + ["--budget", "\(spent)"], ending: 4)
    #expect(try await cost(bench) == spent)
    try await bench.run(command + ["--budget", "\(whole * 1.5)"])
    #expect(double.bodies.count - before == Course.requests)
    #expect(abs(try await cost(bench) - whole) < 1e-9)
    #expect(
      try await bench.column("SELECT state FROM run ORDER BY id") == ["stopped", "stopped", "done"])
  }

  @Test func `what the server does not count is guessed, so that a budget holds`() async throws {
    let bench = try Workbench()
    let double = try ModelDouble.teacher { habits in
      habits.faults = { _, request in
        request.method == "POST"
          ? Fault { reply, json in
            var reply = reply
            reply.body = Array(json.setting("usage", nil).text.utf8)
            return reply
          } : nil
      }
    }
    try await bench.run(
      Course.command(bench.database, double, "--budget", "0.01") + BudgetTests.prices, ending: 4)
    let spent = try await cost(bench)
    #expect(spent > 0.002 && spent <= 0.01)
  }

  @Test func `a budget without prices is a mistake, and nothing is done`() async throws {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    let command = Course.command(bench.database, double, "--budget", "1")
    let refused = try await bench.run(command, ending: 2)
    #expect(refused.talk.contains("--price IN,OUT"), "\(refused.talk)")
    #expect(try await bench.run(command + ["--price", "1"], ending: 2).talk.contains("0.15,0.6"))
    #expect(double.server.requestCount == 0)
    #expect(try bench.contents().isEmpty)
  }

  @Test func `no more calls are sent than --max-calls says`() async throws {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    let command = Course.command(bench.database, double, "--max-calls", "9")
    var runs = 1
    while try await Tool.run(command).status == 4 {
      #expect(double.bodies.count == 9 * runs)
      runs += 1
      try #require(runs < 10)
    }
    #expect(double.bodies.count == Course.requests)
    #expect(runs == (Course.requests + 8) / 9)
    #expect(try await bench.number("SELECT count(*) FROM examples") == 16)
  }

  @Test func `a dry run says which limit its estimate exceeds`() async throws {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    let command = Course.command(bench.database, double, "--dry-run", "--json") + BudgetTests.prices
    let limits = ["--max-calls", "\(Course.requests - 1)", "--budget", "0.001"]
    let tight = try await bench.run(command + limits)
    #expect(tight.json["exceeds"] == ["--max-calls", "--budget"], "\(tight.talk)")
    #expect(tight.talk.contains("38 calls are more than --max-calls 37"), "\(tight.talk)")
    let wide = try await bench.run(
      command + ["--max-calls", "\(Course.requests)", "--budget", "100"])
    #expect(wide.json["exceeds"] == [])
    // Other methods estimate what can be planned now.
    try await bench.run(
      "import", bench.database, bench.write("Optics\n", to: "names.txt"), "--as",
      "disciplines")
    let asked = [
      "generate", "prompt", bench.database, "--prompt", "Ask about {{name}}.", "--sql",
      "SELECT id AS artifact_id, name FROM disciplines", "--samples", "3", "--as", "question",
      "--model", "double", "--base-url", double.baseURL, "--dry-run", "--json", "--max-tokens",
      "50",
    ]
    let estimate = try await bench.run(
      asked + BudgetTests.prices + ["--budget", "0.0001", "--max-calls", "3"])
    #expect(estimate.json["exceeds"] == ["--budget"])
    #expect(estimate.json["estimate"]?["calls"] == 3)
    #expect(estimate.json["estimate"]?["completion_tokens"] == 150)
    #expect((estimate.json["estimate"]?["cost"]?.double ?? 0) > 0.0015)
    #expect(double.bodies.isEmpty)
  }

  @Test func `a target keeps to the budget of all its rounds`() async throws {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    let command =
      Course.command(bench.database, double, "--target", "13", "--rules", "length")
      .filter { $0 != "--questions" && $0 != Course.questions } + BudgetTests.prices
    try await bench.run(command + ["--budget", "0.02"], ending: 4)
    #expect(try await cost(bench) > 0.01)
    // The second run counts what the first one spent in each round.
    try await bench.run(command + ["--budget", "0.02"], ending: 4)
    #expect(try await cost(bench) <= 0.02)
  }
}
