internal import Store

extension Rule {
  /// Instructions that begin with "Write a program".
  ///
  /// Self-Instruct left them out because its model did not know whether to write the program or its
  /// output. A good request for code begins so, too.
  ///
  /// Source: Self-Instruct, `bootstrap_instructions.py`.
  static let writeAProgram = Rule(
    "write-a-program", [.question], .flag,
    "the instruction begins with \u{201C}Write a program\u{201D}",
    parameters: [Parameter("phrases", ["write a program"], "the beginnings")]
  ) { settings in
    let phrases = Phrases(settings.list("phrases"))
    return { pair in
      guard phrases.isStart(of: pair.instruction.folded) else { return nil }
      return RuleFinding(reason: "the instruction begins with \u{201C}write a program\u{201D}")
    }
  }
}
