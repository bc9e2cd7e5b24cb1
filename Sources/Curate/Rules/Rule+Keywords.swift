internal import Store

extension Rule {
  /// Instructions with a word that often means a task which text cannot fulfil: images, files, maps,
  /// drawing, and so on, as whole words.
  ///
  /// The word is not looked at in its context, so "a graph database" is flagged, too. What is looked
  /// for can be changed: `--set keywords.words=image,audio` or `--set keywords.words=@FILE`.
  ///
  /// Source: Self-Instruct's 13 words (`bootstrap_instructions.py`) and Alpaca's five more
  /// (`generate_instruction.py`).
  static let keywords = Rule(
    "keywords", [.question], .flag, "the instruction has a word of a task beyond text",
    parameters: [Parameter("words", keywordList, "the words")]
  ) { settings in
    let words = Phrases(settings.list("words"))
    return { pair in
      guard let word = words.first(in: pair.instruction.folded) else { return nil }
      return RuleFinding(reason: "the instruction says \u{201C}\(word)\u{201D}")
    }
  }

  private static let keywordList = [
    "image", "images", "graph", "graphs", "picture", "pictures", "file", "files", "map", "maps",
    "draw", "plot", "go to", "video", "audio", "music", "flowchart", "diagram",
  ]
}
