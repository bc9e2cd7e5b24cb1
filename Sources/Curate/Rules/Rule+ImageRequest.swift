internal import Store

extension Rule {
  /// Instructions to draw, film, compose or record: what a model of text cannot do.
  ///
  /// A verb of making, followed within six words by a picture, a film or a sound, unless it is a
  /// text about one that is wanted ("write a caption for a picture"). Phrases in Japanese, Korean and
  /// Chinese.
  ///
  /// Source: AlpacaDataCleaned, "instructions to generate images".
  static let imageRequest = Rule(
    "image-request", [.question], .flag, "the instruction asks for a picture, a film or a sound",
    parameters: [
      Parameter("things", thingList, "what cannot be made of text"),
      Parameter("phrases", requestList, "requests in other languages"),
    ]
  ) { settings in
    let things = WordSet(settings.list("things"))
    let phrases = Phrases(settings.list("phrases"))
    return { pair in
      let tokens = pair.instruction.tokens
      let isAsked = asks(tokens, for: things) || phrases.first(in: pair.instruction.folded) != nil
      guard isAsked else { return nil }
      return RuleFinding(reason: "the instruction asks for what is no text")
    }
  }

  private static func asks(_ tokens: [UInt64], for things: WordSet) -> Bool {
    for (index, token) in tokens.prefix(12).enumerated() {
      if texts.contains(token) { return false }
      if draws.contains(token), index < 3 { return true }
      guard makes.contains(token) else { continue }
      for next in tokens[(index + 1)...].prefix(6) {
        if texts.contains(next) || ends.contains(next) { break }
        if things.contains(next) { return true }
      }
    }
    return false
  }

  private static let draws = WordSet("draw sketch paint illustrate photoshop doodle")
  private static let makes = WordSet(
    "generate create make design produce render edit crop record film compose construct")
  private static let ends = WordSet("for about of from in with that which to based using on")
  private static let texts = WordSet(
    """
    description caption title story text poem list name names idea ideas prompt code script program \
    slogan conclusion comparison parallel distinction attention lines analogy html css python \
    function essay question questions metaphor
    """)
  private static let thingList = [
    "image", "images", "picture", "pictures", "photo", "photos", "photograph", "drawing",
    "illustration", "illustrations", "sketch", "painting", "logo", "poster", "infographic",
    "diagram", "flowchart", "video", "animation", "gif", "icon", "banner", "cartoon", "comic",
    "collage", "audio", "melody", "meme",
  ]
  private static let requestList = [
    "画像を生成", "画像を作成", "イラストを描", "絵を描いて", "図を描", "画一张", "画一幅", "生成一张图", "生成图片",
    "이미지를 생성", "그림을 그려", "그림을 그리", "이미지를 만들",
  ]
}
