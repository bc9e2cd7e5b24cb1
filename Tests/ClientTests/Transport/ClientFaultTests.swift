import Base
import Client
import TestSupport
import Testing

/// The client over real sockets, when something goes wrong.
@Suite struct ClientFaultTests {
  private let body = RequestBody(pieces: [
    Piece(#"{"model":"m","messages":[{"role":"user","content":"Why?"}]}"#)
  ])

  private func exchange(
    _ fault: Fault, timeout: Double = 10, limit: Int = 1 << 20
  ) async throws -> Exchange {
    let double = try ModelDouble { $0.faults = { _, _ in fault } }
    let endpoint = Endpoint(name: "double", servers: [double.baseURL], timeout: timeout)
    return await (try Client(endpoint: endpoint, responseLimit: limit)).send(body)
  }

  private func outcome(_ fault: Fault) async throws -> Outcome {
    Reply.read(try await exchange(fault))
  }

  @Test func `a refused connection is told in a clear sentence`() async throws {
    let endpoint = Endpoint(name: "none", servers: ["http://me:pw@127.0.0.1:1/v1?key=k"])
    let exchange = await (try Client(endpoint: endpoint)).send(body)
    #expect(exchange.status == nil)
    #expect(exchange.failure?.code == .refused)
    let sentence = try #require(exchange.failure).description
    #expect(sentence.hasPrefix("no connection to http://127.0.0.1:1/v1/chat/completions: Failed"))
    #expect(!sentence.contains("pw") && !sentence.contains("key=k"))
    #expect(Reply.read(exchange).failureClass == .transport)
  }

  @Test func `an unknown host is told in a clear sentence`() async throws {
    let endpoint = Endpoint(name: "none", servers: ["http://nowhere.invalid/v1"])
    let failure = await (try Client(endpoint: endpoint)).send(body).failure
    #expect(failure?.code == .resolve)
    #expect(
      failure?.description.hasPrefix("no address found for http://nowhere.invalid/v1") == true)
  }

  @Test func `replies that break off are transport failures`() async throws {
    func code(_ delivery: HTTPReply.Delivery) async throws -> TransportFailure.Code? {
      try await exchange(.delivered(delivery)).failure?.code
    }
    #expect(try await code(.nothing) == .reset)
    #expect(try await code(.resetBeforeHeaders) == .reset)
    #expect(try await code(.resetAfterHeaders) == .reset)
    #expect(try await code(.resetInBody) == .reset)
    #expect(try await code(.cutChunks(7)) == .reset)
    #expect(try await code(.halfBody) == .truncated)
    #expect(try await code(.claiming(length: 100_000)) == .truncated)
  }

  @Test func `a connection that is reset at once is a transport failure, and the next one works`()
    async throws
  {
    let double = try ModelDouble { $0.refuses = { $0 == 1 } }
    let endpoint = Endpoint(name: "double", servers: [double.baseURL])
    let client = try Client(endpoint: endpoint)
    #expect(Reply.read(await client.send(body)).failureClass == .transport)
    #expect(Reply.read(await client.send(body)).failureClass == nil)
    #expect(double.server.requestCount == 1)
  }

  @Test func `a request is never sent twice behind our back`() async throws {
    let double = try ModelDouble {
      $0.faults = { number, _ in
        switch number % 3 {
        case 1: nil
        case 2: .delivered(.resetBeforeHeaders)
        default: .delivered(.nothing)
        }
      }
    }
    let endpoint = Endpoint(name: "double", servers: [double.baseURL])
    let client = try Client(endpoint: endpoint)
    var codes: [TransportFailure.Code?] = []
    for _ in 0..<7 { codes.append(await client.send(body).failure?.code) }
    #expect(codes == [nil, .reset, .reset, nil, .reset, .reset, nil])
    #expect(double.server.requestCount == 7)
  }

  @Test func `odd but complete replies are read`() async throws {
    func isGood(_ delivery: HTTPReply.Delivery) async throws -> Bool {
      let outcome = try await outcome(.delivered(delivery))
      return outcome.completion?.content.hasPrefix("Answer to [Why?]") == true
    }
    #expect(try await isGood(.closing))
    #expect(try await isGood(.chunked(7)))
    #expect(try await isGood(.gzipped))
    #expect(try await isGood(.continued))
    #expect(try await isGood(.drip(bytes: 40, milliseconds: 1)))
    let short = try await outcome(.delivered(.claiming(length: 50)))
    #expect(short.failureClass == .notJSON)
  }

  @Test func `a reply that does not come is a time-out`() async throws {
    let silent = try await exchange(.delivered(.silence), timeout: 0.05)
    #expect(silent.failure?.code == .timeout)
    #expect(Reply.read(silent).failureClass == .timeout)
    let slow = try await exchange(.delivered(.drip(bytes: 1, milliseconds: 5)), timeout: 0.05)
    #expect(slow.failure?.code == .timeout)
  }

  @Test func `a reply that is too large is cut off`() async throws {
    let huge = Fault.instead(HTTPReply(200, String(repeating: "x", count: 200_000)))
    let exchange = try await exchange(huge, limit: 100_000)
    #expect(exchange.failure?.code == .tooLarge)
    #expect(exchange.body.count <= 100_000)
    #expect(exchange.failure?.description.hasSuffix("more than 100000 bytes") == true)
  }

  @Test func `a redirect is not followed`() async throws {
    let target = try ModelDouble()
    let away = HTTPReply(307, "", headers: [("Location", target.baseURL + "/chat/completions")])
    let outcome = try await outcome(.instead(away))
    #expect(outcome.failureClass == .rejected)
    #expect(outcome.message?.contains("points to \(target.baseURL)") == true)
    #expect(target.server.requestCount == 0)
  }

  @Test func `a key repeated by a server is blotted out`() async throws {
    let fault = Fault.error(401, "Incorrect API key: sk-marked-4711.")
    let double = try ModelDouble { $0.faults = { _, _ in fault } }
    let endpoint = Endpoint(
      name: "double", servers: [double.baseURL], key: Secret("sk-marked-4711"))
    let exchange = await (try Client(endpoint: endpoint)).send(body)
    #expect(Reply.read(exchange).message?.hasSuffix("Incorrect API key: [secret].") == true)
    #expect(!"\(exchange)".contains("4711"))
    #expect(!String(decoding: exchange.body, as: UTF8.self).contains("4711"))
  }

  @Test func `the faults of servers and models have their classes`() async throws {
    let expected: [(Fault, FailureClass)] = [
      (.rateLimited(), .rateLimited), (.rateLimited(retryAfter: "1"), .rateLimited),
      (.quota, .quota), (.filteredPrompt, .contentFilter), (.html(502), .serverError),
      (.errorInside200, .serverError), (.truncated, .truncated), (.empty, .empty),
      (.filteredReply, .contentFilter), (.refusal, .refusal), (.nullContent, .empty),
      (.noChoices, .noChoices), (.error(400, "no"), .badRequest), (.error(403, "no"), .rejected),
    ]
    for (fault, failureClass) in expected {
      #expect(try await outcome(fault).failureClass == failureClass)
    }
  }

  @Test func `a server's knowledge of structured output is found by falling back`() async throws {
    let double = try ModelDouble { $0.formats = ["json_object"] }
    let endpoint = Endpoint(name: "double", servers: [double.baseURL])
    let client = try Client(endpoint: endpoint)
    let schema = ResponseSchema(name: "s", schema: ["type": "object"])
    let request = ChatRequest(
      model: "m", messages: [.init(role: "user", "JSON?")], schema: schema)
    var mode: StructureMode? = .jsonSchema
    var tried: [StructureMode] = []
    while let current = mode {
      tried.append(current)
      let outcome = Reply.read(
        await client.send(request.body(current, for: endpoint)), mode: current)
      if outcome.failureClass != .unsupportedStructure { break }
      mode = current.next
    }
    #expect(tried == [.jsonSchema, .jsonObject])
  }

  @Test func `faults by number leave the other answers where they belong`() async throws {
    let double = try ModelDouble {
      $0.faults = { number, _ in
        switch number % 5 {
        case 1: .rateLimited()
        case 2: .delivered(.resetAfterHeaders)
        case 3: .delivered(.halfBody)
        default: nil
        }
      }
    }
    let endpoint = Endpoint(name: "double", servers: [double.baseURL])
    let client = try Client(endpoint: endpoint, maxConnections: 16)
    let good = await withTaskGroup(of: Bool?.self) { group in
      for number in 0..<200 {
        group.addTask {
          let messages = [ChatRequest.Message(role: "user", "Q\(number)")]
          let body = ChatRequest(model: "m", messages: messages).body(for: endpoint)
          let text = Reply.read(await client.send(body)).completion?.content
          return text?.hasPrefix("Answer to [Q\(number)]")
        }
      }
      return await group.reduce(into: [Bool]()) { if let right = $1 { $0.append(right) } }
    }
    #expect(good.count == 80)
    #expect(good.allSatisfy { $0 })
  }
}
