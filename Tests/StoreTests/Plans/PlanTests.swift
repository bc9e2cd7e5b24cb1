import Base
import Testing

@testable import Store

@Suite struct PlanTests {
  let file = try? TemporaryFile()

  private static func plan(_ change: (inout Plan) -> Void = { _ in }) -> Plan {
    var plan = Plan(
      method: "glan", parameters: ["subjects": 5, "questions": 10], seed: 1,
      stages: ["subjects", "questions"].map {
        PlanStage(
          name: $0, version: 1, prompt: .init(name: $0, text: "List the {\($0)}."),
          endpoint: "default", model: "m", settings: ["top_p": 0.9, "temperature": 1])
      })
    change(&plan)
    return plan
  }

  @Test func `the same intention is the same plan, however it is spelled`() throws {
    let connection = try #require(file).connection
    let id = try connection.store(PlanTests.plan())
    #expect(try connection.store(PlanTests.plan()) == id)
    let respelled = PlanTests.plan {
      $0.parameters = ["questions": 10, "subjects": 5]
      $0.stages[0].settings = ["temperature": 1, "top_p": 0.9]
    }
    #expect(try connection.store(respelled) == id)
    let elsewhere = PlanTests.plan { $0.stages[1].endpoint = "other server" }
    #expect(try connection.store(elsewhere) == id)
    #expect(try connection.store(PlanTests.plan { $0.stages.reverse() }) == id)
    #expect(try connection.int("SELECT count(*) FROM plan_stage") == 2)
  }

  @Test func `whatever makes another question of it makes another plan`() throws {
    let connection = try #require(file).connection
    let plans = [
      PlanTests.plan(), PlanTests.plan { $0.method = "prompt" }, PlanTests.plan { $0.seed = 2 },
      PlanTests.plan { $0.parameters = ["subjects": 6, "questions": 10] },
      PlanTests.plan { $0.stages[0].model = "n" },
      PlanTests.plan { $0.stages[0].version = 2 },
      PlanTests.plan { $0.stages[0].prompt.text = "Name the {subjects}." },
      PlanTests.plan { $0.stages[0].settings = ["temperature": 0] },
      PlanTests.plan { $0.stages[0].name = "topics" }, PlanTests.plan { $0.stages.removeLast() },
    ]
    #expect(Set(plans.map(\.key)).count == plans.count)
    #expect(Set(try plans.map { try connection.store($0) }).count == plans.count)
  }

  @Test func `a plan is later than every one before, however fast they come`() throws {
    let connection = try #require(file).connection
    for seed in 0..<20 { _ = try connection.store(PlanTests.plan { $0.seed = seed }) }
    let times = try connection.rows("SELECT created_at FROM plan ORDER BY id") { $0.text(0) }
    #expect(times == times.sorted())
    #expect(Set(times).count == 20)
  }

  @Test func `a stage comes back as it was stored`() throws {
    let connection = try #require(file).connection
    let plan = PlanTests.plan()
    let id = try connection.store(plan)
    for stage in plan.stages {
      var expected = stage
      expected.settings = stage.settings.canonical
      let stored = try #require(try connection.planStage(stage.name, of: id))
      #expect(stored == expected)
      #expect(stored.identity == stage.identity)
    }
    #expect(try connection.planStage("answers", of: id) == nil)
    #expect(try connection.planStage("subjects", of: 99) == nil)
  }

  @Test func `a prompt is stored once`() throws {
    let connection = try #require(file).connection
    _ = try connection.store(PlanTests.plan())
    _ = try connection.store(PlanTests.plan { $0.seed = 2 })
    #expect(try connection.int("SELECT count(*) FROM prompt") == 2)
  }
}
