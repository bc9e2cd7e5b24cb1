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
  /// The base URL.
  let baseURL: String
  /// The certificate's file.
  let certificate: String

  init(_ program: String) throws {
    let folder = try TemporaryFolder()
    let (key, talk) = (folder.file("key.pem"), folder.file("talk"))
    certificate = folder.file("certificate.pem")
    try Spawned(
      program,
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=localhost", "-addext",
        "subjectAltName=IP:127.0.0.1",
      ]
    ).wait()
    process = try Spawned(
      program,
      ["s_server", "-accept", "127.0.0.1:0", "-key", key, "-cert", certificate, "-www"],
      output: talk)
    baseURL = "https://127.0.0.1:\(SecureServer.port(talk))/v1"
    self.folder = folder
  }

  deinit {
    process.send(SIGKILL)
    process.wait()
  }

  /// The port that it says it has; 0 if it says none within ten seconds.
  private static func port(_ talk: String) -> Int {
    for _ in 0..<1000 {
      let said = (try? String(contentsOfFile: talk, encoding: .utf8)) ?? ""
      let line = said.split(separator: "\n").first { $0.hasPrefix("ACCEPT ") }
      if let port = line?.split(separator: ":").last.flatMap({ Int($0) }) { return port }
      Thread.sleep(forTimeInterval: 0.01)
    }
    return 0
  }
}
