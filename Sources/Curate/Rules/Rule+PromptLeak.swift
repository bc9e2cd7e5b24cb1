internal import Store

extension Rule {
  /// Texts with words of the prompt that made them, or of a chat's markup.
  ///
  /// "#Rewritten Prompt#", "<|im_end|>", "### Response:", "<think>": what belongs to the machinery
  /// and not to the data.
  ///
  /// Source: WizardLM's elimination of evolved prompts (rule 4); Tülu 3's stray tags; Alpaca's own
  /// prompt.
  static let promptLeak = Rule(
    "prompt-leak", [.question, .answer], .drop, "the text has words of a prompt or of chat markup",
    parameters: [Parameter("phrases", leakList, "the words")]
  ) { settings in
    let phrases = Phrases(settings.list("phrases"))
    return { pair in
      guard let phrase = phrases.first(in: pair.judged.folded) else { return nil }
      return RuleFinding(reason: "the text has \u{201C}\(phrase)\u{201D}")
    }
  }

  private static let leakList = [
    "#given prompt#", "#rewritten prompt#", "#created prompt#", "#new prompt#",
    "#the given prompt#",
    "given prompt:", "rewritten prompt:", "created prompt:", "rewritten prompt is",
    "<|im_start|>", "<|im_end|>", "<|endoftext|>", "<|eot_id|>", "<|start_header_id|>",
    "<|user|>", "<|assistant|>", "<start_of_turn>", "<end_of_turn>", "[inst]", "[/inst]",
    "<<sys>>", "<think>", "</think>", "### instruction:", "### response:", "###instruction:",
    "###response:", "below is an instruction that describes a task",
    "key concepts drawn", "the student has finished the sessions",
  ]
}
