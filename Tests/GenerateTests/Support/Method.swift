import Client
import Engine
import Store
import TestSupport

@testable import Generate

/// What the methods have in common for a run in a test.
protocol Method: Sendable {
  var plan: Plan { get }
  var stages: [any Stage] { get }
  func roots(_ connection: Connection) throws -> [Artifact]
}

extension EvolInstruct: Method {}
extension Magpie: Method {}
extension SelfInstruct: Method {}

extension Bench {
  /// A run of `method` that has the patience for many faults.
  @discardableResult
  func run(
    _ method: some Method, _ double: ModelDouble, _ change: (inout Order) -> Void = { _ in }
  ) async throws -> Tally {
    try await run(
      [double],
      Order {
        $0.attempts = 20
        change(&$0)
      }, plan: method.plan, stages: method.stages
    ) { try method.roots($0) }
  }
}
