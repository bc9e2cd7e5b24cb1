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

  @Test func `keys and headers of a configuration file reach the endpoint and nothing else`()
    async throws
  {
    let (bench, double) = (try Workbench(), try repeatingDouble())
    let home = try Workbench()
    try FileManager.default.createDirectory(
      atPath: home.file("seedbed"), withIntermediateDirectories: false)
    let host: JSON = [
      "base_urls": [.string(double.baseURL)], "key_env": "HOST_KEY", "model": "double",
      "headers": ["X-Org": .string(SecretTests.header), "X-Team": ["env": "HOST_TEAM"]],
    ]
    try home.write(
      JSON.object([.init("endpoints", ["host": host])]).text, to: "seedbed/config.json")
    let generated = try await bench.run(
      ["generate", "glan", bench.database] + Course.counts + ["--endpoint", "host", "--json"],
      environment: [
        "XDG_CONFIG_HOME": home.folder, "HOST_KEY": SecretTests.key,
        "HOST_TEAM": SecretTests.token,
      ])
    let exported = try await bench.run("export", bench.database, bench.file("out"), "--json")
    #expect(double.server.requests.allSatisfy { Self.isSigned($0.headers) })
    #expect(double.bodies.count >= Course.requests)
    var kept = try bench.contents()
    kept["said"] = Data([generated, exported].map { $0.output + $0.talk }.joined().utf8)
    for (name, bytes) in kept {
      #expect(bytes.range(of: Data("marked-471".utf8)) == nil, "\(name)")
    }
  }

  private static func isSigned(_ headers: [String: String]) -> Bool {
    headers["authorization"] == "Bearer \(key)" && headers["x-org"] == header
      && headers["x-team"] == token
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
