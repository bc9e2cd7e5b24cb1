internal import Store

extension Rule {
  /// Instructions that only somebody at a screen, or in the world, could carry out.
  ///
  /// "Increase the font size", "click on the link", "send an email to": a model of text cannot do it,
  /// and an answer that says it did is wrong.
  ///
  /// Source: AlpacaDataCleaned, "non-sensical or unclear instructions".
  static let impossibleTask = Rule(
    "impossible-task", [.question], .flag, "the instruction asks for an act in the world",
    parameters: [Parameter("phrases", impossibleList, "how such instructions begin")]
  ) { settings in
    let phrases = Phrases(settings.list("phrases"))
    return { pair in
      guard phrases.isStart(of: pair.instruction.folded) else { return nil }
      return RuleFinding(reason: "the instruction asks for an act that text cannot be")
    }
  }

  private static let impossibleList = [
    "increase the font", "decrease the font", "change the font", "change the color of",
    "change the background", "resize", "click", "open the", "open a new", "close the",
    "delete the file", "download", "upload", "print out", "play the", "play a", "play some",
    "turn on", "turn off", "set an alarm", "set a timer", "set a reminder", "remind me",
    "call my", "send an email", "send a message", "send a text", "book a", "order a", "order me",
    "search the web", "search the internet", "search online", "scan the", "take a picture",
    "take a photo", "take a screenshot", "highlight the", "navigate to", "go to the", "visit the",
    "watch the", "listen to", "look up", "install", "schedule a meeting", "make a phone call",
    "format the text", "bold the", "underline the",
  ]
}
