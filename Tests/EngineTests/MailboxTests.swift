import Testing

@testable import Engine

/// What is posted is taken once, in its order, some at once.
@Suite struct MailboxTests {
  @Test func `a reader takes all that has come, and waits for what has not`() async {
    let mailbox = Mailbox<Int>()
    for letter in [1, 2, 3] { mailbox.post(letter) }
    #expect(await mailbox.take() == [1, 2, 3])
    #expect(mailbox.takeNow().isEmpty)
    async let later = mailbox.take()
    mailbox.post(4)
    #expect(await later == [4])
  }

  @Test func `of many letters a reader takes half at once, but always some`() async {
    let mailbox = Mailbox<Int>()
    let count = 16 * Mailbox<Int>.portion
    for letter in 0..<count { mailbox.post(letter) }
    #expect(mailbox.takeNow() == Array(0..<count / 2))
    var taken = count / 2
    while taken < count {
      let portion = await mailbox.take()
      #expect(portion == Array(taken..<taken + portion.count))
      let left = count - taken
      #expect(portion.count == min(left, max(Mailbox<Int>.portion, left / 2)))
      taken += portion.count
    }
    #expect(mailbox.takeNow().isEmpty)
  }

  @Test func `nothing is lost or doubled between many posters and a reader`() async {
    let mailbox = Mailbox<Int>()
    await withDiscardingTaskGroup { group in
      for start in 0..<8 {
        group.addTask { for step in 0..<250 { mailbox.post(start * 250 + step) } }
      }
      var taken: [Int] = []
      while taken.count < 2000 { taken += await mailbox.take() }
      #expect(taken.sorted() == Array(0..<2000))
    }
    #expect(mailbox.takeNow().isEmpty)
  }
}
