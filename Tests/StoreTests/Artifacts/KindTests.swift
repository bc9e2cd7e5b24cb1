import Testing

@testable import Store

@Suite struct KindTests {
  @Test func `kinds are the rows of table kind`() throws {
    let names = try TemporaryFile().connection.rows("SELECT name FROM kind") { $0.text(0) }
    #expect(Set(names) == Set(Kind.allCases.map(\.rawValue)))
    #expect(names.count == Kind.allCases.count)
  }

  @Test func `roles are the rows of table role and pass the same on`() throws {
    let rows = try TemporaryFile().connection.table(
      "SELECT name, passes_stale, passes_rejected, passes_dropped FROM role ORDER BY name")
    let roles = Role.allCases.sorted { $0.rawValue < $1.rawValue }.map { role -> [Value] in
      let stale: Value = role.passesStale ? 1 : 0
      return [.text(role.rawValue), stale, stale, role.passesDropped ? 1 : 0]
    }
    #expect(rows == roles)
  }

  @Test func `a kind's view has a row for its artifacts`() throws {
    let file = try TemporaryFile()
    try file.connection.fillOneOfEach()
    for kind in Kind.allCases {
      guard let view = kind.view else { continue }
      let heads = try file.connection.int(
        "SELECT count(*) FROM standing WHERE kind = ?", [.text(kind.rawValue)])
      #expect(try file.connection.int("SELECT count(*) FROM \(view)") == heads)
      #expect(heads > 0)
    }
  }

  @Test func `the worst status comes first`() {
    #expect([Status.live, .stale, .rejected, .dropped].sorted() == Status.allCases)
  }
}
