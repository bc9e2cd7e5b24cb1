import Base
import Foundation
import TestSupport
import Testing

@Suite struct SecretTests {
  private static let key = "sk-marked-4711-key"
  private static let header = "marked-4712-header"
  private static let token = "marked-4713-token"

  @Test func `keys and headers reach the endpoint and nothing that is kept or shown`()
    async throws
  {
    let bench = try Workbench()
    let double = try repeatingDouble()
    try bench.write("X-Team: \(SecretTests.token)\n", to: "header.txt")
    let generated = try await bench.run(
      Course.command(
        bench.database, double, "--header=X-Org: \(SecretTests.header)", "--header",
        "@\(bench.file("header.txt"))", "--json"),
      environment: ["OPENAI_API_KEY": SecretTests.key])
    let exported = try await bench.run("export", bench.database, bench.file("out"), "--json")
    let runs = try await bench.run("runs", bench.database, "--json")
    try FileManager.default.removeItem(atPath: bench.file("header.txt"))
    #expect(try await bench.number("SELECT count(*) FROM calls WHERE status = 500") > 0)
    for request in double.server.requests {
      #expect(request.headers["authorization"] == "Bearer \(SecretTests.key)")
      #expect(request.headers["x-org"] == SecretTests.header)
      #expect(request.headers["x-team"] == SecretTests.token)
    }
    let said = [generated, exported, runs].map { $0.output + $0.talk }.joined()
    var kept = try bench.contents()
    kept["standard output and error"] = Data(said.utf8)
    for (name, bytes) in kept {
      #expect(bytes.range(of: Data("marked-471".utf8)) == nil, "\(name)")
    }
  }

  /// A double whose errors, with status 500 and inside of a 200, repeat what it was sent.
  private func repeatingDouble() throws -> ModelDouble {
    try ModelDouble.teacher { habits in
      habits.faults = { number, request in
        guard request.method == "POST", number % 7 < 2 else { return nil }
        let sent = ["authorization", "x-org", "x-team"].compactMap { request.headers[$0] }
        return .error(number % 7 == 0 ? 500 : 200, "you sent \(sent.joined(separator: ", "))")
      }
    }
  }
}
