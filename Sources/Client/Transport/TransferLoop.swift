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
  private var governor: Governor
  private var line = WaitingLine()
  private var active: [UInt64: Transfer] = [:]
  private var idle: [Transfer] = []
  private var isStopped = false
  private var isClosed = false

  init(_ endpoint: Endpoint, _ inbox: Inbox, maxTransfers: Int, responseLimit: Int) {
    self.endpoint = endpoint
    self.inbox = inbox
    self.maxTransfers = maxTransfers
    self.responseLimit = responseLimit
    headers = HeaderList(endpoint.headerFields)
    servers = Servers(endpoint.servers.map { Address($0) }, rest: .seconds(endpoint.rest))
    governor = Governor(endpoint.limits, now: .now)
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
      let next = startWaiting()
      inbox.tell(load(until: next))
      events.turn(until: next)
      answerFinished()
    }
  }

  private func load(until next: ContinuousClock.Instant?) -> Load {
    Load(
      inFlight: active.count, allowed: min(maxTransfers, governor.allowed), waiting: line.count,
      resumesAt: next)
  }

  private func readMail() {
    let mail = inbox.takeMail()
    isClosed = mail.isClosed
    isStopped = isStopped || mail.isStopped
    for job in mail.jobs { line.append(job) }
    for id in mail.cancelled { cancel(id) }
    if isStopped { while let job = line.next() { unsent(job) } }
  }

  private func cancel(_ id: UInt64) {
    if let transfer = active[id] {
      finish(transfer) { $0.cancelled() }
    } else if let job = line.cancel(id) {
      unsent(job)
    }
  }

  private func unsent(_ job: Job) {
    job.continuation.resume(returning: .notSent)
  }

  /// Starts what may start; the result is when more may, nil if that is when something happens.
  private func startWaiting() -> ContinuousClock.Instant? {
    guard !line.isEmpty else { return nil }
    let now = ContinuousClock.now
    while active.count < maxTransfers, let job = line.first {
      // A GET costs nothing and tells whether a server is there.
      let admission = job.body == nil ? .go : governor.admission(bytes: job.bytes, now: now)
      if case .wait(let until) = admission { return until }
      guard admission == .go, let job = line.next() else { return nil }
      start(job, job.body == nil ? nil : governor.begin(bytes: job.bytes, now: now), now)
    }
    return nil
  }

  private func start(_ job: Job, _ ticket: Governor.Ticket?, _ now: ContinuousClock.Instant) {
    let server = servers.take(now: now)
    let transfer = idle.popLast() ?? Transfer(endpoint, headers, limit: responseLimit)
    transfer.begin(job, server: server, servers[server], endpoint.kind, ticket)
    active[job.id] = transfer
    if curl_multi_add_handle(multi, transfer.easy) != CURLM_OK {
      finish(transfer) { $0.exchange(CURLE_FAILED_INIT) }
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
    note(exchange, transfer)
    guard let job = transfer.end() else { return }
    active[job.id] = nil
    idle.append(transfer)
    job.continuation.resume(returning: exchange)
  }

  /// Learns from how an exchange went.
  private func note(_ exchange: Exchange, _ transfer: Transfer) {
    let now = ContinuousClock.now
    servers.finish(transfer.server, exchange.health, now: now)
    guard let ticket = transfer.ticket else { return }
    let used = governor.wantsTokens(exchange.headers) ? exchange.totalTokens : nil
    governor.end(ticket, exchange.verdict, headers: exchange.headers, used: used, now: now)
  }
}
