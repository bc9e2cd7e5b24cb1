import TestSupport
import Testing

@testable import Store

@Suite struct StoreTests {
  private struct Stop: Error {}

  @Test func `what is written is kept, and nothing of what fails`() async throws {
    let folder = try TemporaryFolder()
    let store = try await Store(path: folder.file("a.db"), mode: .readWrite)
    let id = try await store.write { try $0.somePlan("kept") }
    await #expect(throws: Stop.self) {
      try await store.write { connection in
        _ = try connection.somePlan("lost")
        throw Stop()
      }
    }
    #expect(try await store.read { try $0.ids("SELECT id FROM plan") } == [id])
  }

  @Test func `writers take turns`() async throws {
    let folder = try TemporaryFolder()
    let store = try await Store(path: folder.file("a.db"), mode: .readWrite)
    try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<20 {
        group.addTask { try await store.write { try $0.somePlan("\(number % 5)") } }
      }
      var plans: Set<Int> = []
      for try await plan in group { plans.insert(plan) }
      #expect(plans.count == 5)
    }
  }

  @Test func `what a row refers to is looked up again after decisions, kept or not`() async throws {
    let folder = try TemporaryFolder()
    let store = try await Store(path: folder.file("a.db"), mode: .readWrite)
    let dangling = "INSERT INTO imported VALUES ('file', 'question', '1', 99)"
    try await store.decide(keepIf: { _ in false }) { try $0.execute(dangling) }
    await #expect(throws: SQLiteError.self) { try await store.write { try $0.execute(dangling) } }
    await #expect(throws: Stop.self) { try await store.decide { _ in throw Stop() } }
    await #expect(throws: SQLiteError.self) { try await store.write { try $0.execute(dangling) } }
  }

  @Test func `a closed store says so and leaves one file`() async throws {
    let folder = try TemporaryFolder()
    let store = try await Store(path: folder.file("a.db"), mode: .readWrite)
    _ = try await store.write { try $0.somePlan() }
    await store.close()
    #expect(folder.names == ["a.db"])
    await #expect(throws: StoreError.self) { try await store.read { _ in 0 } }
    await #expect(throws: StoreError.self) { try await store.write { _ in 0 } }
  }

  @Test func `a refused file throws when opening`() async throws {
    let folder = try TemporaryFolder()
    await #expect(throws: StoreError.self) {
      _ = try await Store(path: folder.file("a.db"), mode: .readOnly)
    }
    #expect(folder.names == [])
  }
}
