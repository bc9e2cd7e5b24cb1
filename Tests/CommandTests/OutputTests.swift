import Foundation
import TestSupport
import Testing

@testable import seedbed

@Suite struct OutputTests {
  @Test func `small writes are gathered`() throws {
    let recorder = Recorder()
    let output = Output(capacity: 8) { recorder.add(String(decoding: $0, as: UTF8.self)) }
    for _ in 0..<5 { try output.write("abc") }
    #expect(recorder.sent == ["abcabcabc"])
    try output.flush()
    try output.flush()
    #expect(recorder.sent == ["abcabcabc", "abcabc"])
  }

  @Test func `a closed pipe and a bad descriptor are told apart`() throws {
    Descriptor.ignoreBrokenPipes()
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    #expect(throws: Output.ReaderGone.self) {
      try Descriptor.write([1], to: pipe.fileHandleForWriting.fileDescriptor)
    }
    let error = #expect(throws: Output.Failure.self) { try Descriptor.write([1], to: -1) }
    #expect(error?.description == "cannot write the output: Bad file descriptor")
  }
}

/// The built program itself.
@Suite struct BinaryTests {
  private func run(_ arguments: String...) throws -> (status: Int32, out: String, err: String) {
    let folder = try TemporaryFolder()
    let (out, err) = (folder.path + "/out", folder.path + "/err")
    let process = try Spawned(
      Bundle.main.bundleURL.appending(path: "seedbed").path, arguments, output: out, talk: err)
    let status = process.wait().status
    return (
      status, try String(contentsOfFile: out, encoding: .utf8),
      try String(contentsOfFile: err, encoding: .utf8)
    )
  }

  @Test func `help is data and succeeds`() throws {
    let result = try run("--help")
    #expect(result == (0, Help(table: .seedbed).overview, ""))
  }

  @Test func `wrong usage is talk and exits with 2`() throws {
    let result = try run("frobnicate")
    #expect(
      result == (2, "", "seedbed: unknown command \"frobnicate\": see seedbed --help\n"))
  }
}
