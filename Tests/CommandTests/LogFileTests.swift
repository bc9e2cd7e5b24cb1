import Foundation
import TestSupport
import Testing

@testable import seedbed

@Suite struct LogFileTests {
  private let folder = NSTemporaryDirectory() + "log-\(UUID().uuidString)"

  @Test func `a log has all that is said after the time, though nothing is shown`() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/seedbed.log"
    try "before\n".write(toFile: path, atomically: true, encoding: .utf8)
    let log = try LogFile(path: path) { "12:00" }
    let recorder = Recorder()
    let talk = recorder.talk().adjusted(isQuiet: true, hasNoColor: false, log: log)
    talk.note("seedbed status t.db")
    talk.say("one\ntwo \u{1B}")
    talk.fail("three")
    #expect(recorder.sent == ["seedbed: three\n"])
    #expect(
      try String(contentsOfFile: path, encoding: .utf8) == """
        before
        12:00 seedbed status t.db
        12:00 one
        12:00 two ␛
        12:00 seedbed: three

        """)
  }

  @Test func `a log that cannot be written is wrong usage, before anything is done`() async {
    let (output, talk) = (Recorder(), Recorder())
    let program = Program(table: .demo, console: .recording(output: output, talk: talk))
    #expect(await program.main(["ask", "a", "--log", "/nowhere/at/all"]) == .usage)
    #expect(talk.text.hasPrefix("seedbed: --log cannot write /nowhere/at/all: No such file"))
    #expect(output.text == "")
  }
}
