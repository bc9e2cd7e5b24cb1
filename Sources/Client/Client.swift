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
/// It makes single attempts and knows nothing of units, retries or rates: its caller does.
public final class Client: Sendable {
  /// Whom it speaks to.
  public let endpoint: Endpoint
  private let inbox = Inbox()

  /// A client of `endpoint` with at most `maxConnections` requests on their way.
  ///
  /// More wait in line, and that time does not count. A response of more than `responseLimit` bytes
  /// is a failure. Each connection takes a file descriptor: the process's limit must allow them.
  ///
  /// - Throws: ``EndpointError`` if a setting of the endpoint cannot work.
  public init(
    endpoint: Endpoint, maxConnections: Int = 256, responseLimit: Int = 64 << 20
  ) throws(EndpointError) {
    try endpoint.check()
    guard Client.libraryIsReady, inbox.bell.isUsable else {
      throw EndpointError(description: "libcurl could not be started: too many open files?")
    }
    self.endpoint = endpoint
    let inbox = inbox
    DispatchQueue(label: "seedbed.client", qos: .userInitiated).async {
      let loop = TransferLoop(
        endpoint, inbox, maxTransfers: max(1, maxConnections), responseLimit: responseLimit)
      loop.run()
    }
  }

  deinit { inbox.close() }

  /// Makes one attempt to `POST` `body` to `path` below a server's base URL.
  ///
  /// Never throws: what went wrong is in the exchange. If the task is cancelled the transfer is
  /// removed at once, and the exchange's failure says so. The server sees the request once at most.
  public func send(_ body: RequestBody, path: String = ChatRequest.path) async -> Exchange {
    await exchange(path, body)
  }

  /// Makes one attempt to `GET` `path`, such as `models`.
  public func get(_ path: String) async -> Exchange { await exchange(path, nil) }

  private func exchange(_ path: String, _ body: RequestBody?) async -> Exchange {
    let id = inbox.nextID()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        inbox.submit(Job(id: id, path: path, body: body, continuation: continuation))
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
