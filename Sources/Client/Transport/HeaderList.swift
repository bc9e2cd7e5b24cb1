import CCurl

/// The request headers as libcurl wants them: one list, shared by all transfers.
final class HeaderList {
  let pointer: UnsafeMutablePointer<curl_slist>?

  /// The headers `fields`, and none of those that libcurl would add by itself to a large body.
  init(_ fields: [(String, String)]) {
    let lines = ["Expect:"] + fields.map { $0.1.isEmpty ? "\($0.0);" : "\($0.0): \($0.1)" }
    pointer = lines.reduce(nil) { curl_slist_append($0, $1) }
  }

  deinit { curl_slist_free_all(pointer) }
}
