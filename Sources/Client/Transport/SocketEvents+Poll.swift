#if !os(Linux)
  import CCurl

  /// Waits for libcurl's sockets and timers with its own poll loop, where there is no epoll.
  ///
  /// Not Sendable: the client's thread owns it.
  final class SocketEvents {
    private let multi: UnsafeMutableRawPointer?
    private let bell: WakePipe

    /// Events of the sockets of `multi`, and of `bell`.
    init(_ multi: UnsafeMutableRawPointer?, _ bell: WakePipe) {
      self.multi = multi
      self.bell = bell
    }

    /// Waits until something happens, at most until `wake`, and lets libcurl act on it.
    func turn(until wake: ContinuousClock.Instant?) {
      let left = wake.map { ($0 - .now) / .milliseconds(1) } ?? 60_000
      let timeout = Int32(min(max(0, left.rounded(.up)), 60_000))
      var running: Int32 = 0
      var bell = curl_waitfd(fd: self.bell.readEnd, events: Int16(CURL_WAIT_POLLIN), revents: 0)
      curl_multi_poll(multi, &bell, 1, timeout, nil)
      if bell.revents != 0 { self.bell.hear() }
      curl_multi_perform(multi, &running)
    }
  }
#endif
