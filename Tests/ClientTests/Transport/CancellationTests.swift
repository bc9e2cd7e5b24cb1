import Client
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct CancellationTests {
  private let body = RequestBody(pieces: [Piece("{}")])

  /// A client of a server that never answers.
  private func silence(connections: Int) throws -> (LoopbackServer, Client) {
    let server = try LoopbackServer { _ in HTTPReply().delivered(.silence) }
    let endpoint = Endpoint(name: "silent", servers: [server.baseURL])
    return (server, try Client(endpoint: endpoint, maxConnections: connections))
  }

  @Test func `cancelling a task ends its request at once, under way or waiting`() async throws {
    let (server, client) = try silence(connections: 2)
    let tasks = (0..<5).map { _ in Task { [body] in await client.send(body) } }
    while server.requestCount < 2 { await Task.yield() }
    for task in tasks { task.cancel() }
    for task in tasks {
      let exchange = await task.value
      #expect(exchange.failure?.code == .cancelled)
      #expect(Reply.read(exchange).failureClass == .cancelled)
    }
    while server.abandonedCount < 2 { await Task.yield() }
    #expect(server.requestCount <= 5)
  }

  @Test func `a task cancelled before it asks gets its answer too`() async throws {
    let (server, client) = try silence(connections: 2)
    for _ in 0..<50 {
      let task = Task { [body] in await client.send(body) }
      task.cancel()
      #expect(await task.value.failure?.code == .cancelled)
    }
    #expect(server.requestCount <= 50)
  }

  @Test func `a place freed by a cancelled request is used again`() async throws {
    let double = try ModelDouble {
      $0.faults = { number, _ in number == 1 ? .delivered(.silence) : nil }
    }
    let endpoint = Endpoint(name: "double", servers: [double.baseURL])
    let client = try Client(endpoint: endpoint, maxConnections: 1)
    let first = Task { [body] in await client.send(body) }
    while double.server.requestCount < 1 { await Task.yield() }
    let second = Task { [body] in await client.send(body) }
    first.cancel()
    #expect(await first.value.failure?.code == .cancelled)
    #expect(await second.value.status == 400)
  }

  @Test func `time in the line does not count`() async throws {
    // The first request takes all of its time; the second waits as long, and is answered.
    let double = try ModelDouble {
      $0.faults = { number, _ in number == 1 ? .delivered(.silence) : nil }
    }
    let endpoint = Endpoint(name: "double", servers: [double.baseURL], timeout: 2)
    let client = try Client(endpoint: endpoint, maxConnections: 1)
    let first = Task { [body] in await client.send(body) }
    while double.server.requestCount < 1 { await Task.yield() }
    let second = Task { [body] in await client.send(body) }
    #expect(await first.value.failure?.code == .timeout)
    #expect(await second.value.status == 400)
  }
}
