import Base
import CCurl

/// The client's thread: moves jobs from the inbox through libcurl and answers them.
///
/// Not Sendable: it is made, run and dropped on one thread.
final class TransferLoop {
  private let endpoint: Endpoint
  private let inbox: Inbox
  private let maxTransfers: Int
  private let responseLimit: Int
  private let headers: HeaderList
  private let multi = curl_multi_init()
  private let events: SocketEvents
  private var servers: Servers
  private var line = WaitingLine()
  private var active: [UInt64: Transfer] = [:]
  private var idle: [Transfer] = []
  private var isClosed = false

  init(_ endpoint: Endpoint, _ inbox: Inbox, maxTransfers: Int, responseLimit: Int) {
    self.endpoint = endpoint
    self.inbox = inbox
    self.maxTransfers = maxTransfers
    self.responseLimit = responseLimit
    headers = HeaderList(endpoint.headerFields)
    servers = Servers(endpoint.servers.map { Address($0) }, rest: .seconds(endpoint.rest))
    seedbed_multi_set_long(multi, CURLMOPT_MAXCONNECTS, maxTransfers)
    events = SocketEvents(multi, inbox.bell)
  }

  deinit {
    idle.removeAll()
    curl_multi_cleanup(multi)
  }

  /// Works until the inbox is closed.
  ///
  /// By then nobody waits for an answer: whoever does keeps the client, and so the inbox, open.
  func run() {
    while true {
      readMail()
      if isClosed { return }
      startWaiting()
      events.turn()
      answerFinished()
    }
  }

  private func readMail() {
    let mail = inbox.takeMail()
    isClosed = mail.isClosed
    for job in mail.jobs { line.append(job) }
    for id in mail.cancelled { cancel(id) }
  }

  private func cancel(_ id: UInt64) {
    if let transfer = active[id] {
      finish(transfer) { $0.cancelled() }
    } else if let job = line.cancel(id) {
      let failure = TransportFailure(.cancelled, "cancelled before the request was sent")
      job.continuation.resume(returning: Exchange(url: "", failure: failure))
    }
  }

  private func startWaiting() {
    guard !line.isEmpty else { return }
    let now = ContinuousClock.now
    while active.count < maxTransfers, let job = line.next() {
      let server = servers.take(now: now)
      let transfer = idle.popLast() ?? Transfer(endpoint, headers, limit: responseLimit)
      transfer.begin(job, server: server, servers[server], endpoint.kind)
      active[job.id] = transfer
      if curl_multi_add_handle(multi, transfer.easy) != CURLM_OK {
        finish(transfer) { $0.exchange(CURLE_FAILED_INIT) }
      }
    }
  }

  private func answerFinished() {
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE else { continue }
      let result = message.pointee.data.result
      guard let transfer = Transfer.of(message.pointee.easy_handle) else { continue }
      finish(transfer) { $0.exchange(result) }
    }
  }

  /// Answers a transfer's job with what `outcome` makes of it, and frees the transfer for another.
  private func finish(_ transfer: Transfer, _ outcome: (Transfer) -> Exchange) {
    curl_multi_remove_handle(multi, transfer.easy)
    let exchange = outcome(transfer)
    servers.finish(transfer.server, reached: exchange.reachedServer, now: .now)
    guard let job = transfer.end() else { return }
    active[job.id] = nil
    idle.append(transfer)
    job.continuation.resume(returning: exchange)
  }
}
