#if os(Linux)
  import CCurl
  import Glibc

  /// Waits for libcurl's sockets and timers with epoll, so that a turn costs as much as has happened,
  /// however many thousand transfers wait.
  ///
  /// Not Sendable: the client's thread owns it. It is libcurl's callback argument, so it must live as
  /// long as the multi handle.
  final class SocketEvents {
    private let multi: UnsafeMutableRawPointer?
    private let bell: WakePipe
    private let epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    private var ready = [epoll_event](repeating: epoll_event(), count: 256)
    private var deadline: ContinuousClock.Instant?

    /// Events of the sockets of `multi`, and of `bell`.
    init(_ multi: UnsafeMutableRawPointer?, _ bell: WakePipe) {
      self.multi = multi
      self.bell = bell
      watch(bell.readEnd, CURL_POLL_IN)
      let address = Unmanaged.passUnretained(self).toOpaque()
      seedbed_multi_on_socket(
        multi,
        { _, socket, wish, address, _ in
          SocketEvents.of(address)?.watch(socket, wish)
          return 0
        }, address)
      seedbed_multi_on_timer(
        multi,
        { _, milliseconds, address in
          SocketEvents.of(address)?.setTimer(milliseconds)
          return 0
        }, address)
    }

    deinit { close(epoll) }

    /// Waits until something happens, at most until `wake`, and lets libcurl act on it.
    func turn(until wake: ContinuousClock.Instant?) {
      let count = epoll_wait(epoll, &ready, Int32(ready.count), timeout(wake))
      for event in ready.prefix(max(0, Int(count))) {
        if event.data.fd == bell.readEnd {
          bell.hear()
        } else {
          act(event.data.fd, SocketEvents.happened(event.events))
        }
      }
      guard let deadline, deadline <= .now else { return }
      self.deadline = nil
      act(CURL_SOCKET_BAD, 0)
    }

    private static func of(_ address: UnsafeMutableRawPointer?) -> SocketEvents? {
      address.map { Unmanaged<SocketEvents>.fromOpaque($0).takeUnretainedValue() }
    }

    /// The milliseconds until the deadline or `wake`, rounded up; at most a minute.
    private func timeout(_ wake: ContinuousClock.Instant?) -> Int32 {
      guard let end = [deadline, wake].compactMap(\.self).min() else { return 60_000 }
      let left = (end - .now) / .milliseconds(1)
      return Int32(min(max(0, left.rounded(.up)), 60_000))
    }

    private func setTimer(_ milliseconds: Int) {
      deadline = milliseconds < 0 ? nil : .now + .milliseconds(milliseconds)
    }

    private func act(_ socket: curl_socket_t, _ what: Int32) {
      var running: Int32 = 0
      curl_multi_socket_action(multi, socket, what, &running)
    }

    /// Watches `socket` as libcurl wishes.
    private func watch(_ socket: Int32, _ wish: Int32) {
      guard wish != CURL_POLL_REMOVE else {
        epoll_ctl(epoll, EPOLL_CTL_DEL, socket, nil)
        return
      }
      var event = epoll_event()
      event.data.fd = socket
      if wish & CURL_POLL_IN != 0 { event.events |= EPOLLIN.rawValue }
      if wish & CURL_POLL_OUT != 0 { event.events |= EPOLLOUT.rawValue }
      guard epoll_ctl(epoll, EPOLL_CTL_MOD, socket, &event) != 0 else { return }
      epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event)
    }

    /// What libcurl calls `events`.
    private static func happened(_ events: UInt32) -> Int32 {
      var what: Int32 = 0
      if events & EPOLLIN.rawValue != 0 { what |= CURL_CSELECT_IN }
      if events & EPOLLOUT.rawValue != 0 { what |= CURL_CSELECT_OUT }
      if events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { what |= CURL_CSELECT_ERR }
      return what
    }
  }
#endif
