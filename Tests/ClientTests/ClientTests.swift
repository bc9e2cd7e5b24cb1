import Base
import Client
import Synchronization
import TestSupport
import Testing

/// The client over real sockets, when all goes well.
@Suite struct ClientTests {
  private func endpoint(_ servers: String...) -> Endpoint {
    Endpoint(name: "double", servers: servers, timeout: 20)
  }

  private func request(_ prompt: String) -> ChatRequest {
    ChatRequest(model: "m", messages: [.init(role: "user", prompt)])
  }

  @Test func `a question is answered`() async throws {
    let double = try ModelDouble()
    let endpoint = endpoint(double.baseURL)
    let client = try Client(endpoint: endpoint)
    let exchange = await client.send(request("Why?").body(for: endpoint))
    #expect(exchange.failure == nil)
    #expect(exchange.status == 200)
    #expect(exchange.url == double.baseURL + "/chat/completions")
    #expect(exchange.latencyMilliseconds > 0)
    let completion = Reply.read(exchange).completion
    #expect(completion?.content.hasPrefix("Answer to [Why?]") == true)
    #expect(completion?.finishReason == "stop")
    #expect((completion?.promptTokens ?? 0) > 0)
  }

  @Test func `five hundred questions, 64 at once, get their own answers over 64 connections`()
    async throws
  {
    let double = try ModelDouble { $0.latency = 3 }
    let endpoint = endpoint(double.baseURL)
    let client = try Client(endpoint: endpoint, maxConnections: 64)
    let right = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<500 {
        group.addTask {
          let request = ChatRequest(
            model: "m", messages: [.init(role: "user", "Question \(number)")])
          let outcome = Reply.read(await client.send(request.body(for: endpoint)))
          return outcome.completion?.content.hasPrefix("Answer to [Question \(number)]") == true
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(right == 500)
    #expect(double.server.requestCount == 500)
    #expect(double.server.connectionCount <= 64)
    #expect(double.server.peakInFlight > 32)
    #expect(double.asked.count == 500)
  }

  @Test func `a large prompt and a large answer pass whole`() async throws {
    let text = String(repeating: "Größe \"1\"\n", count: 100_000)
    let double = try ModelDouble { $0.answer = { $0.prompt } }
    let endpoint = endpoint(double.baseURL)
    let client = try Client(endpoint: endpoint)
    let exchange = await client.send(request(text).body(for: endpoint))
    #expect(Reply.read(exchange).completion?.content == text)
  }

  @Test func `our headers are sent, and no others`() async throws {
    let double = try ModelDouble { $0.key = "sk-marked-4711" }
    var endpoint = endpoint(double.baseURL)
    endpoint.key = Secret("sk-marked-4711")
    endpoint.headers = [("X-Team", "seeds"), ("X-Empty", "")]
    let client = try Client(endpoint: endpoint)
    let exchange = await client.send(request("Why?").body(for: endpoint))
    #expect(exchange.status == 200)
    let headers = try #require(double.server.requests.first).headers
    #expect(headers["x-team"] == "seeds")
    #expect(headers["x-empty"] == "")
    #expect(headers["content-type"] == "application/json")
    #expect(headers["expect"] == nil)
    #expect(headers["accept-encoding"]?.contains("gzip") == true)
  }

  @Test func `the headers that decide something are kept`() async throws {
    let server = try LoopbackServer { _ in
      HTTPReply(
        429, "", headers: [("Retry-After", "7"), ("X-RateLimit-Limit-Requests", "9"), ("X-A", "1")])
    }
    let endpoint = endpoint(server.baseURL)
    let client = try Client(endpoint: endpoint)
    let exchange = await client.get("models")
    #expect(exchange.headers == ["retry-after": "7", "x-ratelimit-limit-requests": "9"])
    #expect(server.requests.first?.method == "GET")
    #expect(server.requests.first?.target == "/v1/models")
  }

  @Test func `several servers share the work`() async throws {
    let doubles = try (0..<3).map { _ in try ModelDouble { $0.latency = 2 } }
    let endpoint = Endpoint(name: "cluster", servers: doubles.map(\.baseURL))
    let client = try Client(endpoint: endpoint)
    let body = request("Why?").body(for: endpoint)
    await withTaskGroup { group in
      for _ in 0..<60 { group.addTask { _ = await client.send(body) } }
    }
    #expect(doubles.map(\.server.requestCount).reduce(0, +) == 60)
    #expect(doubles.allSatisfy { $0.server.requestCount >= 15 })
  }

  @Test func `after a failed attempt the healthy server gets the work`() async throws {
    let double = try ModelDouble()
    var endpoint = endpoint("http://127.0.0.1:1/v1", double.baseURL)
    endpoint.rest = 3600
    let client = try Client(endpoint: endpoint)
    let body = request("Why?").body(for: endpoint)
    #expect(await client.send(body).status == nil)
    let statuses = await withTaskGroup { group in
      for _ in 0..<3 { group.addTask { await client.send(body).status } }
      return await group.reduce(into: [Int?]()) { $0.append($1) }
    }
    #expect(statuses == [200, 200, 200])
  }

  @Test func `a POST may follow a GET on the same connection, and the other way round`()
    async throws
  {
    let double = try ModelDouble()
    let endpoint = endpoint(double.baseURL)
    let client = try Client(endpoint: endpoint)
    let body = request("Why?").body(for: endpoint)
    #expect(await client.get("models").status == 200)
    #expect(await client.send(body).status == 200)
    #expect(await client.get("models").status == 200)
    #expect(double.server.connectionCount == 1)
  }
}
