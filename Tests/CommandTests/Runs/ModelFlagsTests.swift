import Base
import Client
import Engine
import Testing

@testable import seedbed

@Suite struct ModelFlagsTests {
  /// What the flags of `generate glan` mean for questions and answers.
  private func access(_ arguments: [String]) throws -> [ModelAccess] {
    let flags = ["t.db", "--base-url", "http://127.0.0.1:1/v1"] + arguments
    let invocation = try Invocation(flags, for: .glan, console: .recording())
    return try ModelFlags(invocation: invocation).access(["question", "answer"])
  }

  private func endpoints(_ arguments: String...) throws -> [Endpoint] {
    try access(arguments).map(\.client.endpoint)
  }

  @Test func `rates are limits of the endpoint, and a stage may have its own`() throws {
    let limits = try endpoints(
      "--max-rpm", "60", "--max-tpm", "9000", "--answer-max-rpm", "7", "--concurrency", "3"
    ).map(\.limits)
    #expect(
      limits == [
        Limits(concurrency: 3, requestsPerMinute: 60, tokensPerMinute: 9000),
        Limits(concurrency: 3, requestsPerMinute: 7, tokensPerMinute: 9000),
      ])
    #expect(try endpoints().map(\.limits) == [Limits(concurrency: 16), Limits(concurrency: 16)])
  }

  @Test func `a stage may have a concurrency and prices of its own`() throws {
    let own = ["--concurrency", "9", "--answer-concurrency", "2", "--price", "1,2"]
    let both = try access(own + ["--answer-price", "3, 4.5"])
    #expect(both.map(\.client.endpoint.limits.concurrency) == [9, 2])
    #expect(both[0].prices == ModelAccess.Prices(prompt: 1, completion: 2))
    #expect(both[1].prices == ModelAccess.Prices(prompt: 3, completion: 4.5))
  }

  @Test(arguments: ["1", "1,2,3", "a,b", "-1,2", "1,nan"])
  func `a price that is none is refused`(_ typed: String) {
    #expect(throws: UsageError.self) { try access(["--price", typed])[0].prices }
  }

  @Test(arguments: ["--max-rpm", "--answer-max-tpm"])
  func `a rate of nothing is refused by the name that was typed`(_ flag: String) {
    #expect(
      throws: UsageError("\(flag) \"0\" is not allowed: give a whole number of at least 1")
    ) { try endpoints(flag, "0") }
  }

  @Test(arguments: [
    ["--answer-max-rpm", "7"], ["--answer-max-tpm", "7"], ["--answer-timeout", "7"],
    ["--answer-header", "X-Team: seeds"],
  ])
  func `stages share a client as long as nothing in their settings differs`(_ own: [String]) throws
  {
    let same = try access(["--max-rpm", "60"])
    #expect(same[0] === same[1])
    let other = try access(["--max-rpm", "60"] + own)
    #expect(other[0] !== other[1])
  }
}
