import CCurl
import Dispatch

/// Speaks to one endpoint: many requests at once, over one thread and kept-alive connections.
///
/// ```swift
/// let client = try Client(endpoint: endpoint, maxConnections: 256)
/// let exchange = await client.send(request.body(for: endpoint))
/// switch Reply.read(exchange) { … }
/// ```
///
/// It makes single attempts and knows nothing of units and retries: its caller does. What may be sent
/// when is its own affair, by the endpoint's limits and by how its servers take it.
public final class Client: Sendable {
  /// Whom it speaks to.
  public let endpoint: Endpoint
  private let inbox: Inbox

  /// A client of `endpoint` with at most `maxConnections` requests on their way, by default as many
  /// as the endpoint's limits allow.
  ///
  /// More wait in line, and that time does not count. A response of more than `responseLimit` bytes
  /// is a failure. Each connection takes a file descriptor: the process's limit must allow them.
  ///
  /// - Throws: ``EndpointError`` if a setting of the endpoint cannot work.
  public init(
    endpoint: Endpoint, maxConnections: Int? = nil, responseLimit: Int = 64 << 20
  ) throws(EndpointError) {
    var endpoint = endpoint
    endpoint.limits.concurrency = maxConnections ?? endpoint.limits.concurrency
    try endpoint.check()
    let inbox = Inbox(Load(allowed: max(1, endpoint.limits.concurrency)))
    guard Client.libraryIsReady, inbox.bell.isUsable else {
      throw EndpointError(description: "libcurl could not be started: too many open files?")
    }
    self.endpoint = endpoint
    self.inbox = inbox
    let known = endpoint
    DispatchQueue(label: "seedbed.client", qos: .userInitiated).async {
      let loop = TransferLoop(
        known, inbox, maxTransfers: max(1, known.limits.concurrency), responseLimit: responseLimit)
      loop.run()
    }
  }

  deinit { inbox.close() }

  /// Makes one attempt to `POST` `body` to `path` below a server's base URL; `model` is for Azure,
  /// which has it in the path.
  ///
  /// Never throws: what went wrong is in the exchange. If the task is cancelled the transfer is
  /// removed at once, and the exchange's failure says so. The server sees the request once at most.
  public func send(
    _ body: RequestBody, path: String = ChatRequest.path, model: String? = nil
  ) async -> Exchange {
    await exchange(path, model, body)
  }

  /// Makes one attempt to `GET` `path`, such as `models`.
  public func get(_ path: String) async -> Exchange { await exchange(path, nil, nil) }

  /// Sends nothing more; what is under way goes on.
  ///
  /// What waits, now or later, is cancelled, with an empty URL, since no server ever saw it.
  public func stop() { inbox.stop() }

  /// How busy the endpoint is now.
  public var load: Load { inbox.load }

  private func exchange(_ path: String, _ model: String?, _ body: RequestBody?) async -> Exchange {
    let id = inbox.nextID()
    let bytes = body?.length ?? 0
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        inbox.submit(
          Job(
            id: id, path: path, model: model, body: body, bytes: bytes, continuation: continuation))
        // The handler below may have run before there was a job to cancel.
        if Task.isCancelled { inbox.cancel(id) }
      }
    } onCancel: {
      inbox.cancel(id)
    }
  }

  /// Whether libcurl's global state is set up; 3 is CURL_GLOBAL_ALL.
  private static let libraryIsReady = curl_global_init(3) == CURLE_OK
}
