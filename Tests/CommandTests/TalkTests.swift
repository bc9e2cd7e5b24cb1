import Synchronization
import Testing

@testable import seedbed

@Suite struct TalkTests {
  /// A clock that a test sets.
  private final class Clock: Sendable {
    private let time = Mutex(ContinuousClock.now)
    var now: ContinuousClock.Instant { time.withLock { $0 } }
    func pass(_ duration: Duration) { time.withLock { $0 += duration } }
  }

  private let clock = Clock()
  private let recorder = Recorder()

  private func talk(_ terminal: Terminal) -> Talk {
    Talk(terminal: terminal, now: { [clock] in clock.now }) { [recorder] in recorder.add($0) }
  }

  @Test func `lines, warnings and failures are told apart`() {
    let talk = talk(.none)
    talk.say("done \u{1B}[2J")
    talk.warn("slow")
    talk.fail("no")
    #expect(recorder.sent == ["done ␛[2J\n", "warning: slow\n", "seedbed: no\n"])
  }

  @Test func `quiet talk only warns and fails`() {
    let talk = talk(.screen(80)).adjusted(isQuiet: true, hasNoColor: false, log: nil)
    talk.say("done")
    let status = talk.status()
    status.update("1 of 2")
    status.finish()
    talk.warn("slow")
    #expect(recorder.sent == ["warning: slow\n"])
  }

  @Test func `on a terminal a line is drawn over itself, ten times a second`() {
    let status = talk(.screen(12)).status()
    status.update("1")
    clock.pass(.milliseconds(99))
    status.update("2")
    clock.pass(.milliseconds(1))
    status.update("a longer text\n")
    status.finish()
    status.finish()
    #expect(
      recorder.sent == [
        "\r1\u{1B}[K\u{1B}[J", "\ra longer t…\u{1B}[K\u{1B}[J", "\r\u{1B}[J",
      ])
  }

  @Test func `lines stand above the status line`() {
    let talk = talk(.screen(80))
    talk.status().update("1")
    talk.warn("slow")
    talk.say("more")
    #expect(
      recorder.sent == ["\r1\u{1B}[K\u{1B}[J", "\r\u{1B}[Jwarning: slow\n", "more\n"])
  }

  @Test func `on a terminal sentences break between words, and a command is left as one line`() {
    let talk = talk(.screen(20))
    talk.say("two of the replies were cut off")
    talk.warn("日本語の文は文字の間で折り返される")
    talk.say("go on with: seedbed generate glan my.db")
    #expect(
      recorder.sent == [
        "two of the replies\nwere cut off\n", "warning: 日本語の文\nは文字の間で折り返さ\nれる\n",
        "go on with:\nseedbed generate glan my.db\n",
      ])
    talk.lastWords("stopped at once: go on with: seedbed generate glan my.db")
    #expect(
      recorder.sent.last == "stopped at once: go\non with:\nseedbed generate glan my.db\n")
    let plain = self.talk(.none)
    plain.say(String(repeating: "word ", count: 40))
    #expect(recorder.sent.last?.count == 201)
  }

  @Test func `elsewhere a plain line is told at most every ten seconds`() {
    let status = talk(.none).status()
    status.update("1")
    clock.pass(.seconds(10))
    status.update("2")
    clock.pass(.seconds(9))
    status.update("3")
    status.finish()
    #expect(recorder.sent == ["0:10  2\n"])
  }

  @Test func `many threads may talk at once`() async {
    let talk = talk(.screen(80))
    await withTaskGroup { group in
      for task in 0..<8 {
        group.addTask {
          for line in 0..<100 { talk.say("\(task) \(line)") }
        }
      }
    }
    #expect(recorder.sent.count == 800)
  }
}
