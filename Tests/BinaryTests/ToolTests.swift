import Testing

@Suite struct ToolTests {
  @Test func `the built tool is found and says its version`() async throws {
    let ended = try await Tool.run(["--version"])
    #expect(ended.status == 0)
    #expect(ended.output == "seedbed 0.1.0\n")
    #expect(ended.talk.isEmpty)
  }
}
