import Testing

@testable import seedbed

@Suite struct InvocationTests {
  private enum Kind: String, CaseIterable { case questions, pairs }

  private func invoke(_ arguments: String...) throws -> Invocation {
    try Invocation(["db"] + arguments, for: .ask, console: .recording())
  }

  @Test func `the value for a stage goes before the plain one`() throws {
    let invocation = try invoke("--model", "a", "--answer-model", "b")
    #expect(invocation.text("--model") == "a")
    #expect(invocation.text("--model", stage: "answer") == "b")
    #expect(invocation.text("--model", stage: "question") == "a")
    #expect(try invoke().text("--model", stage: "answer") == nil)
  }

  @Test func `repeated flags keep their order`() throws {
    let invocation = try invoke("--map", "b=1", "--map", "a=x=y")
    #expect(invocation.texts("--map") == ["b=1", "a=x=y"])
    #expect(try invocation.pairs("--map").map(\.name) == ["b", "a"])
    #expect(try invocation.pairs("--map").map(\.value) == ["1", "x=y"])
  }

  @Test func `the kept command line hides the values of headers and nothing else`() throws {
    let invocation = try Invocation(
      ["my db", "--where=name = 'header'", "--answer-header", "Key: a", "--header=Key: b"],
      for: .answers, console: .recording())
    let kept =
      #"seedbed generate answers 'my db' '--where=name = '\''header'\''' "#
      + "--answer-header … --header=…"
    #expect(invocation.typed == kept)
  }

  @Test func `switches are set or not`() throws {
    #expect(try invoke("--dry-run").isSet("--dry-run"))
    #expect(try !invoke().isSet("--dry-run"))
  }

  @Test func `numbers are read and checked`() throws {
    #expect(try invoke("--limit", "7").int("--limit") == 7)
    #expect(try invoke().int("--limit") == nil)
    #expect(try invoke("--temperature", "1e-1").double("--temperature") == 0.1)
    #expect(try invoke("--temperature", "1").share("--temperature") == 1)
    #expect(try invoke("--as", "pairs").choice("--as", as: Kind.self) == .pairs)
  }

  @Test func `wrong numbers are told in a sentence`() throws {
    expect(#"--limit "x" is not allowed: give a whole number of at least 0"#) {
      try invoke("--limit", "x").int("--limit")
    }
    expect(#"--limit "-1" is not allowed: give a whole number from 1 to 9"#) {
      try invoke("--limit", "-1").int("--limit", in: 1...9)
    }
    expect(#"--temperature "nan" is not allowed: give a number of at least 0"#) {
      try invoke("--temperature", "nan").double("--temperature")
    }
    expect(#"--temperature "10%" is not allowed: give a number from 0 to 1"#) {
      try invoke("--temperature", "10%").share("--temperature")
    }
  }

  @Test func `a sentence names the flag as it was typed`() {
    expect(#"--answer-temperature "3" is not allowed: give a number from 0 to 2"#) {
      let invocation = try invoke("--temperature", "1", "--answer-temperature", "3")
      return try invocation.double("--temperature", stage: "answer", in: 0...2)
    }
  }

  @Test func `wrong texts are told in a sentence`() {
    expect(#"--map "x" is not allowed: give name=value"#) { try invoke("--map=x").pairs("--map") }
    expect(#"--model "pair" is not allowed: give questions or pairs; did you mean pairs?"#) {
      try invoke("--model", "pair").choice("--model", as: Kind.self)
    }
  }

  @Test func `flags that are needed are asked for`() {
    expect("--as KIND is missing: give questions or pairs") { try invoke().required("--as") }
    expect("--model NAME is missing: see seedbed ask --help") { try invoke().required("--model") }
  }

  @Test func `flags that exclude each other are told apart`() {
    expect("--as and --dry-run exclude each other: keep one of them") {
      try invoke("--dry-run", "--as", "pairs").oneOf(["--as", "--model", "--dry-run"])
    }
  }

  private func expect(_ sentence: String, _ body: () throws -> Any?) {
    #expect(throws: UsageError(sentence)) { _ = try body() }
  }
}
