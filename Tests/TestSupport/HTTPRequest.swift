public import Base

/// A request as the loopback server read it.
public struct HTTPRequest: Sendable {
  /// The place in the order of arrival at this server, from 1.
  public var number: Int
  /// Which connection it came over, from 1.
  public var connection: Int
  /// Such as `POST`.
  public let method: String
  /// The path and, behind a question mark, the query.
  public let target: String
  /// Header names in lower case, and their values.
  public let headers: [String: String]
  /// The body.
  public let body: [UInt8]

  /// The path without the query.
  public var path: String { String(target.prefix { $0 != "?" }) }
  /// The body as JSON; `null` if it is none.
  public var json: JSON { (try? JSON(parsing: body)) ?? .null }
  /// The body as text.
  public var text: String { String(decoding: body, as: UTF8.self) }
}

extension HTTPRequest {
  /// Takes the first whole request out of `input`; nil if there is none yet.
  ///
  /// Bodies have a `Content-Length`.
  init?(from input: inout [UInt8], number: Int, connection: Int) {
    guard let headEnd = input.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let head = String(decoding: input[..<headEnd.lowerBound], as: UTF8.self)
    var lines = head.split(separator: "\r\n")
    let words = lines.isEmpty ? [] : lines.removeFirst().split(separator: " ")
    let pairs = lines.compactMap { line -> (String, String)? in
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      return parts.count == 2 ? (parts[0].lowercased(), parts[1].trimmingSpace) : nil
    }
    headers = Dictionary(pairs) { $1 }
    let end = headEnd.upperBound + (headers["content-length"].flatMap { Int($0) } ?? 0)
    guard input.count >= end, words.count >= 2 else { return nil }
    body = Array(input[headEnd.upperBound..<end])
    input.removeFirst(end)
    method = String(words[0])
    target = String(words[1])
    self.number = number
    self.connection = connection
  }
}

extension Substring {
  fileprivate var trimmingSpace: String { String(drop { $0 == " " }) }
}
