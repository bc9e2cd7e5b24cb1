import Base
import Client
import Foundation
import TestSupport
import Testing

/// The ways to a server: a proxy, certificates of one's own, Azure's paths.
@Suite struct WayTests {
  private let request = ChatRequest(model: "gpt 4", messages: [.init(role: "user", "Why?")])

  @Test func `a proxy gets the request for a server that is elsewhere`() async throws {
    let proxy = try LoopbackServer { _ in HTTPReply(200, json: ["by": "proxy"]) }
    var endpoint = Endpoint(name: "far", servers: ["http://far.invalid/v1"], timeout: 20)
    endpoint.proxy = proxy.baseURL.replacing("/v1", with: "")
    let exchange = await (try Client(endpoint: endpoint)).get("models")
    #expect(try JSON(parsing: exchange.body)["by"] == "proxy")
    #expect(proxy.requests.map(\.target) == ["http://far.invalid/v1/models"])
    #expect(exchange.url == "http://far.invalid/v1/models")
  }

  @Test func `a server of this machine is asked without a proxy unless one is set`() async throws {
    let (server, proxy) = (
      try LoopbackServer { _ in HTTPReply(200, "server") },
      try LoopbackServer { _ in HTTPReply(200, "proxy") }
    )
    var endpoint = Endpoint(name: "near", servers: [server.baseURL], timeout: 20)
    for (setting, expected) in [(nil, "server"), ("", "server"), (proxy.baseURL, "proxy")] {
      endpoint.proxy = setting
      let exchange = await (try Client(endpoint: endpoint)).get("models")
      #expect(String(decoding: exchange.body, as: UTF8.self) == expected)
    }
  }

  @Test func `Azure's classic paths have the deployment and the version, and the key its header`()
    async throws
  {
    let server = try LoopbackServer { _ in HTTPReply(json: [:]) }
    var endpoint = Endpoint(
      name: "azure", servers: [server.baseURL.replacing("/v1", with: "")], key: Secret("sk-azure"),
      kind: .azure(apiVersion: "2024-10-21"), timeout: 20)
    _ = await (try Client(endpoint: endpoint))
      .send(request.body(for: endpoint), path: request.path, model: request.model)
    endpoint.servers[0] += "/openai/deployments/other"
    _ = await (try Client(endpoint: endpoint))
      .send(request.body(for: endpoint), path: request.path, model: request.model)
    #expect(
      server.requests.map(\.target)
        == ["gpt%204", "other"].map {
          "/openai/deployments/\($0)/chat/completions?api-version=2024-10-21"
        })
    #expect(server.requests.allSatisfy { $0.headers["api-key"] == "sk-azure" })
    #expect(server.requests.allSatisfy { $0.headers["authorization"] == nil })
  }

  @Test func `after a stop what is under way ends, and nothing more is sent`() async throws {
    let double = try ModelDouble { $0.latency = 200 }
    let endpoint = Endpoint(name: "double", servers: [double.baseURL], timeout: 20)
    let client = try Client(endpoint: endpoint, maxConnections: 1)
    let body = request.body(for: endpoint)
    async let first = client.send(body)
    while double.server.requestCount == 0 { await Task.yield() }
    async let waiting = client.send(body)
    client.stop()
    #expect(await first.status == 200)
    #expect(await waiting.wasNotSent)
    #expect(await client.send(body).wasNotSent)
    #expect(double.server.requestCount == 1)
  }

  @Test(.enabled(if: SecureServer.program != nil))
  func `a certificate is trusted if its file is given, and not otherwise`() async throws {
    let server = try SecureServer(SecureServer.program ?? "")
    var endpoint = Endpoint(name: "own", servers: [server.baseURL], timeout: 20)
    let refused = await (try Client(endpoint: endpoint)).get("models")
    #expect(refused.failure?.code == .tls)
    #expect(refused.status == nil)
    endpoint.caFile = server.certificate
    let trusted = await (try Client(endpoint: endpoint)).get("models")
    #expect(trusted.failure == nil)
    #expect(trusted.status == 200)
  }
}
