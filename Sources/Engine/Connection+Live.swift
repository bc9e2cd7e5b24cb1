public import Store

extension Connection {
  /// Whether the artifact `id` is a live head.
  public func isLive(_ id: Int) throws -> Bool {
    try first(
      "SELECT 1 FROM standing WHERE artifact_id = ? AND status = 'live'", [.integer(id)]
    ) { _ in true } ?? false
  }
}
