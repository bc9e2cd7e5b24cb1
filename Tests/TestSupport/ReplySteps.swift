/// What a connection does, one after the other, to deliver a reply.
enum ReplyStep {
  case send([UInt8])
  /// Milliseconds.
  case wait(Int)
  case close
  case reset
  /// Does nothing until the other side gives up.
  case hang
}

extension HTTPReply {
  /// The steps of this reply, last first, so that they can be popped.
  var steps: [ReplyStep] {
    let wait: [ReplyStep] = delay > 0 ? [.wait(delay)] : []
    return Array((wait + deliverySteps).reversed())
  }

  private var deliverySteps: [ReplyStep] {
    let length = [("Content-Length", String(body.count))]
    switch delivery {
    case .whole: return [.send(head(length) + body)]
    case .closing: return [.send(head(length + [("Connection", "close")]) + body), .close]
    case .chunked(let size):
      return [.send(head([("Transfer-Encoding", "chunked")])), .send(chunks(size))]
    case .cutChunks(let size):
      let part = chunks(size).dropLast(6 + body.count / 2)
      return [.send(head([("Transfer-Encoding", "chunked")]) + part), .wait(1), .reset]
    case .gzipped:
      let packed = Gzip.stored(body)
      let fields = [("Content-Encoding", "gzip"), ("Content-Length", String(packed.count))]
      return [.send(head(fields) + packed)]
    case .continued:
      return [.send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8) + head(length) + body)]
    case .claiming(let claim):
      return [.send(head([("Content-Length", String(claim))]) + body), .close]
    case .halfBody: return [.send(head(length) + body.prefix(body.count / 2)), .close]
    case .nothing: return [.close]
    case .resetBeforeHeaders: return [.reset]
    case .resetInBody:
      return [.send(head(length) + body.prefix(body.count / 2)), .wait(1), .reset]
    case .resetAfterHeaders: return [.send(head(length)), .wait(1), .reset]
    case .drip(let bytes, let milliseconds):
      return drops(head(length) + body, bytes).flatMap { [.send($0), .wait(milliseconds)] }
    case .silence: return [.hang]
    }
  }

  private func head(_ more: [(String, String)]) -> [UInt8] {
    let lines = (headers + more).map { "\($0.0): \($0.1)\r\n" }
    return Array("HTTP/1.1 \(status) Status\r\n\(lines.joined())\r\n".utf8)
  }

  private func chunks(_ size: Int) -> [UInt8] {
    drops(body, size).flatMap { chunk in
      Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + Array("\r\n".utf8)
    } + Array("0\r\n\r\n".utf8)
  }

  private func drops(_ bytes: [UInt8], _ size: Int) -> [[UInt8]] {
    stride(from: 0, to: bytes.count, by: max(1, size)).map {
      Array(bytes[$0..<min($0 + max(1, size), bytes.count)])
    }
  }
}
