/// A natural language that texts can be checked for.
public struct Language: Sendable, Equatable {
  /// Its English name, as flags, prompts and columns have it.
  public let name: String
  /// Its ISO 639-1 code.
  public let code: String
  /// What it calls itself, and other names.
  let otherNames: [String]
  /// The scripts that it is written in.
  let scripts: [Script]
  /// Frequent words that are rare in its neighbours; empty where the script tells enough.
  let functionWords: Set<String>

  private init(
    _ name: String, _ code: String, _ otherNames: [String], _ scripts: [Script] = [.latin],
    _ functionWords: String = ""
  ) {
    self.name = name
    self.code = code
    self.otherNames = otherNames
    self.scripts = scripts
    self.functionWords = Set(functionWords.split(separator: " ").map(String.init))
  }

  /// The language called `text`: an English name, a code or its own name, in any case.
  ///
  /// A word before the name is no hindrance: "Traditional Chinese" is Chinese, "zh-TW" too.
  public static func named(_ text: String) -> Language? {
    exactly(text)
      ?? text.split(separator: " ").last.flatMap { exactly(String($0)) }
      ?? text.split(whereSeparator: { "-_".contains($0) }).first.flatMap { exactly(String($0)) }
  }

  /// The English name for `typed`, if it is a name or code of a known language; else `typed` itself.
  public static func canonicalName(_ typed: String) -> String { exactly(typed)?.name ?? typed }

  private static func exactly(_ text: String) -> Language? {
    let text = text.lowercased()
    return known.first { language in
      language.code == text || language.name.lowercased() == text
        || language.otherNames.contains(text)
    }
  }

  /// The languages that can be told apart.
  public static let known: [Language] = [
    Language(
      "English", "en", ["英語", "영어", "英语", "英文"], [.latin],
      "the of and to is that it for with as are this be by from which was not an you how what"),
    Language("Japanese", "ja", ["日本語", "일본어", "日语", "日文"], [.han, .kana]),
    Language("Korean", "ko", ["한국어", "韓国語", "韩语", "韩文"], [.hangul]),
    Language("Chinese", "zh", ["中文", "汉语", "漢語", "普通话", "中国語", "중국어"], [.han]),
    Language(
      "German", "de", ["deutsch"], [.latin],
      "der die das und ist nicht ein eine mit den dem für auf von zu sich wird sind auch wie"),
    Language(
      "French", "fr", ["français", "francais"], [.latin],
      "le les des et est une dans pour que qui sur pas du au avec sont ce cette plus vous"),
    Language(
      "Spanish", "es", ["español", "espanol"], [.latin],
      "el los las y es una en para que por con del se son como más su al este qué"),
    Language(
      "Portuguese", "pt", ["português", "portugues"], [.latin],
      "o os as e é uma em para que por com do da se são como mais não um ao"),
    Language(
      "Italian", "it", ["italiano"], [.latin],
      "il gli le e è una di per che con del della sono come più non un nel si alla"),
    Language(
      "Dutch", "nl", ["nederlands"], [.latin],
      "het een en is van dat niet op met voor zijn wordt aan ook als bij naar deze om te"),
    Language(
      "Polish", "pl", ["polski"], [.latin],
      "i w na z się nie jest to do że od po jak który dla są oraz przez czy może"),
    Language(
      "Turkish", "tr", ["türkçe"], [.latin],
      "ve bir bu için ile olarak da de daha olan gibi en çok ne kadar veya değil sonra her"),
    Language(
      "Indonesian", "id", ["bahasa indonesia"], [.latin],
      "dan yang di untuk dengan dari ini pada adalah dalam tidak akan itu atau oleh sebagai ke"),
    Language(
      "Vietnamese", "vi", ["tiếng việt"], [.latin],
      "và của là có các cho trong được một không những với này để khi người từ đã về như"),
    Language("Russian", "ru", ["русский"], [.cyrillic]),
    Language("Ukrainian", "uk", ["українська"], [.cyrillic]),
    Language("Arabic", "ar", ["العربية"], [.arabic]),
    Language("Hebrew", "he", ["עברית"], [.hebrew]),
    Language("Greek", "el", ["ελληνικά"], [.greek]),
    Language("Thai", "th", ["ไทย", "ภาษาไทย"], [.thai]),
    Language("Hindi", "hi", ["हिन्दी", "हिंदी"], [.devanagari]),
  ]

  /// Two are the same if their codes are.
  public static func == (left: Language, right: Language) -> Bool { left.code == right.code }
}
