/// What was found out about one thing that an endpoint may be able to do.
struct Finding: Sendable, Equatable {
  /// What was tried, such as `chat`.
  var check: String
  /// Whether it can; nil where that could not be found out.
  var works: Bool?
  /// What came, or why it cannot.
  var detail: String

  init(_ check: String, _ works: Bool?, _ detail: String) {
    self.check = check
    self.works = works
    self.detail = detail
  }

  /// `yes`, `no` or `unknown`.
  var result: String { works.map { $0 ? "yes" : "no" } ?? "unknown" }
}
