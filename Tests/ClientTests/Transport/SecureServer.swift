import Foundation
import TestSupport

/// A server with a certificate that nobody but its owner trusts: `openssl s_server`.
final class SecureServer {
  /// The program, where it is installed.
  static let program = ["/usr/bin/openssl", "/opt/homebrew/bin/openssl"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  private let folder: TemporaryFolder
  private let process: Spawned
  /// What it says, which it could not without somebody to hear it.
  private let reader: Int32
  /// The base URL.
  let baseURL: String
  /// The certificate's file.
  let certificate: String

  init(_ program: String) throws {
    let folder = try TemporaryFolder()
    let (key, talk) = (folder.file("key.pem"), folder.file("talk"))
    guard mkfifo(talk, 0o600) == 0 else { throw CocoaError(.fileWriteUnknown) }
    certificate = folder.file("certificate.pem")
    try Spawned(
      program,
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=localhost", "-addext",
        "subjectAltName=IP:127.0.0.1",
      ]
    ).wait()
    // Open before the other end is, which would wait for it.
    reader = open(talk, O_RDONLY | O_NONBLOCK)
    process = try Spawned(
      program,
      ["s_server", "-accept", "127.0.0.1:0", "-key", key, "-cert", certificate, "-www"],
      output: talk)
    baseURL = "https://127.0.0.1:\(SecureServer.port(reader))/v1"
    self.folder = folder
  }

  deinit {
    process.send(SIGKILL)
    process.wait()
    close(reader)
  }

  /// The port that it says it has; 0 if it ends without saying one.
  private static func port(_ reader: Int32) -> Int {
    // From here on reading waits, until the writer ends.
    _ = fcntl(reader, F_SETFL, 0)
    var said: [UInt8] = []
    var byte: UInt8 = 0
    while read(reader, &byte, 1) == 1 {
      guard byte == UInt8(ascii: "\n") else {
        said.append(byte)
        continue
      }
      let line = String(decoding: said, as: UTF8.self)
      if line.hasPrefix("ACCEPT ") {
        return line.split(separator: ":").last.flatMap { Int($0) } ?? 0
      }
      said = []
    }
    return 0
  }
}
