internal import Synchronization

/// What a command may spend: money, with what earlier runs of its plans spent, and calls of its own.
///
/// What is in flight is reserved at the most that it can cost. So a request that might not be paid for
/// waits until the others have ended; then it is sent alone, as long as it can be paid for as it is
/// likely to turn out.
public final class Budget: Sendable {
  /// In the currency of the endpoints' prices; nil is without limit.
  public let money: Double?
  /// Requests that this command may send; nil is without limit.
  public let calls: Int?
  private let state = Mutex(State())

  private struct State {
    var spent = 0.0
    var reserved = 0.0
    var calls = 0
    var inFlight = 0
    /// Plans whose earlier calls are part of ``spent``.
    var plans: Set<Int> = []
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  /// A guess at what a request will cost.
  struct Price: Sendable {
    /// By the most tokens that the reply may have.
    var most: Double
    /// By the replies so far, with a margin; nil if none was seen yet: then the first one shows it.
    var likely: Double?
  }

  private enum Admission {
    case go
    case wait
    case stop(StopReason)
  }

  /// A budget of `money` and `calls`.
  public init(money: Double? = nil, calls: Int? = nil) {
    self.money = money
    self.calls = calls
  }

  /// Adds what `plan` cost before this command; a second time does nothing.
  func count(_ cost: Double, plan: Int) {
    state.withLock { state in
      if state.plans.insert(plan).inserted { state.spent += cost }
    }
  }

  /// Waits until a request of `price` can be paid for, and reserves that; the result is why it cannot,
  /// else ``settle(_:spent:wasSent:)`` must follow.
  func admit(_ price: Price) async -> StopReason? {
    while true {
      switch state.withLock({ admission(price, &$0) }) {
      case .go: return nil
      case .stop(let reason): return reason
      case .wait: await change()
      }
    }
  }

  /// A request that was admitted has ended.
  func settle(_ price: Price, spent: Double, wasSent: Bool) {
    let waiting = state.withLock { state in
      defer { state.waiting = [] }
      state.reserved -= price.most
      state.inFlight -= 1
      state.spent += spent
      if !wasSent { state.calls -= 1 }
      return state.waiting
    }
    for next in waiting { next.resume() }
  }

  private func admission(_ price: Price, _ state: inout State) -> Admission {
    if let calls, state.calls >= calls {
      return .stop(.budget("--max-calls \(calls) are made"))
    }
    if let money, state.spent + state.reserved + price.most > money {
      if state.inFlight > 0, state.spent < money { return .wait }
      if state.spent >= money || state.spent + (price.likely ?? 0) > money {
        return .stop(refusal(money, state, price))
      }
    }
    state.reserved += price.most
    state.inFlight += 1
    state.calls += 1
    return .go
  }

  /// Returns when a request has ended, at once if none is in flight.
  private func change() async {
    await withCheckedContinuation { continuation in
      let isIdle = state.withLock { state in
        if state.inFlight > 0 { state.waiting.append(continuation) }
        return state.inFlight == 0
      }
      if isIdle { continuation.resume() }
    }
  }

  private func refusal(_ money: Double, _ state: State, _ price: Price) -> StopReason {
    .budget(
      "the plan has cost \(shown(state.spent)) of \(shown(money)), and a request may cost "
        + shown(price.likely ?? price.most))
  }

  private func shown(_ money: Double) -> String { "\((money * 1e6).rounded() / 1e6)" }
}
