import Base
import Store
import Testing

@testable import Export

@Suite struct EvolutionChainsTests {
  @Test func `a chain is known at any depth, branches included`() async throws {
    let workshop = try Workshop()
    let roots = try await workshop.write { connection in
      let plan = try connection.importPlan(kind: .question, source: "s", content: Key(of: ["s"]))
      let parents: [Int?] = [nil, 0, 1, 0, nil, nil, 5]
      let drafts = parents.enumerated().map { line, parent in
        Draft(
          .question, "question \(line)",
          parents: parent.map { [.draft(.evolvedFrom, $0)] } ?? [],
          origin: .content(occurrence: line), place: Place(line))
      }
      let ids = try connection.insert(drafts, Batch(plan: plan, method: "evol"))
        .map(\.reference.id)
      let chains = try EvolutionChains(connection)
      return ids.map { id in chains.roots(of: id).map { ids.firstIndex(of: $0) } }
    }
    #expect(roots == [[0], [0], [0], [0], [], [5], [5]])
  }
}
