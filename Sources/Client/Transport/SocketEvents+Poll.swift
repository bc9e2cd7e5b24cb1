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

    /// Waits until something happens, and lets libcurl act on it.
    func turn() {
      var running: Int32 = 0
      var wake = curl_waitfd(fd: bell.readEnd, events: Int16(CURL_WAIT_POLLIN), revents: 0)
      curl_multi_poll(multi, &wake, 1, 60_000, nil)
      if wake.revents != 0 { bell.hear() }
      curl_multi_perform(multi, &running)
    }
  }
#endif
