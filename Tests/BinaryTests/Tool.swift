import Base
import Foundation
import TestSupport

/// The built `seedbed`, started as a shell starts it.
enum Tool {
  /// Runs it to its end.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], input: String? = nil
  ) async throws -> Ended {
    try await start(arguments, environment: environment, input: input).ended()
  }

  /// Has the program `wrapper` run it to its end, with the tool and then `arguments` after its own.
  static func run(_ arguments: [String], by wrapper: [String]) async throws -> Ended {
    try await RunningTool(
      URL(filePath: wrapper[0]), wrapper.dropFirst() + [program.path] + arguments, [:], nil, nil,
      nil
    ).ended()
  }

  /// Has a shell, which finds it by its name, run `script` to its end.
  static func shell(_ script: String, environment: [String: String]) async throws -> Ended {
    let path = program.deletingLastPathComponent().path + ":/usr/bin:/bin"
    return try await RunningTool(
      URL(filePath: "/bin/sh"), ["-c", script], environment.merging(["PATH": path]) { $1 }, nil,
      nil, nil
    ).ended()
  }

  /// Starts it; its environment is `environment` and nothing else.
  ///
  /// What it says goes to `terminal`, if there is one.
  static func start(
    _ arguments: [String], environment: [String: String] = [:], input: String? = nil,
    victim: Victim? = nil, terminal: PseudoTerminal? = nil
  ) throws -> RunningTool {
    try RunningTool(program, arguments, environment, input, victim, terminal)
  }

  /// It lies beside the test bundle, which may be the bundle itself or contain this program.
  private static var program: URL {
    let places = [Bundle.main.bundleURL, Bundle.main.bundleURL.deletingLastPathComponent()]
    let found = places.map { $0.appending(path: "seedbed") }.first {
      FileManager.default.isExecutableFile(atPath: $0.path)
    }
    return found ?? places[0].appending(path: "seedbed")
  }
}

/// How the tool ended and what it said.
struct Ended: Sendable {
  /// The exit status, or the number of the signal.
  var status: Int32
  /// True if a signal ended it.
  var wasKilled: Bool
  /// Standard output.
  var output: String
  /// Standard error.
  var talk: String

  /// Standard output as JSON; null if it is none.
  var json: JSON { (try? JSON(parsing: output)) ?? .null }
}

/// The tool while it runs.
final class RunningTool: Sendable {
  private let folder: TemporaryFolder
  private let ending: Task<(Int32, Bool), Never>
  /// Its number, for signals.
  let id: Int32

  fileprivate init(
    _ program: URL, _ arguments: [String], _ environment: [String: String], _ input: String?,
    _ victim: Victim?, _ terminal: PseudoTerminal?
  ) throws {
    folder = try TemporaryFolder()
    let process = try Spawned(
      program.path, arguments, environment: environment,
      input: try folder.write(input ?? "", to: "input"), output: folder.file("output"),
      talk: terminal?.path ?? folder.file("talk"))
    id = process.id
    let (ends, end) = AsyncStream<(Int32, Bool)>.makeStream()
    Thread.detachNewThread {
      end.yield(process.wait { victim?.release() })
      end.finish()
    }
    victim?.aim(at: id)
    ending = Task {
      for await ended in ends { return ended }
      return (-1, true)
    }
  }

  /// Sends a signal, as long as it runs.
  func send(_ signal: Int32) { kill(id, signal) }

  /// Waits until standard error has `text`, or it ended; on a thread of its own, for the tests' few
  /// threads have more to do.
  func says(_ text: String) async {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { [id, path = folder.file("talk")] in
        let talk = open(path, O_RDONLY)
        defer { close(talk) }
        var (seen, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
        while kill(id, 0) == 0, !String(decoding: seen, as: UTF8.self).contains(text) {
          let count = read(talk, &buffer, buffer.count)
          if count > 0 { seen += buffer[..<count] } else { sched_yield() }
        }
        continuation.resume()
      }
    }
  }

  /// Waits for its end.
  func ended() async throws -> Ended {
    let (status, wasKilled) = await ending.value
    return Ended(
      status: status, wasKilled: wasKilled,
      output: try String(contentsOfFile: folder.file("output"), encoding: .utf8),
      talk: (try? String(contentsOfFile: folder.file("talk"), encoding: .utf8)) ?? "")
  }
}
