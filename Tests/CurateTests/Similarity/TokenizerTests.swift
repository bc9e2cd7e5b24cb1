import Curate
import Testing

@Suite struct TokenizerTests {
  @Test(arguments: [
    ("don't can't U.S.A. e-mail C++ 3.14", "don t can t u s a e mail c 3 14"),
    ("Où est l'école d'été ?", "o est l cole d t"),
    ("Größe der Straße", "gr e der stra e"),
    ("İstanbul ISPARTA", "i stanbul isparta"),
    ("aİb İ", "ai b i"),
    ("\u{212A} sign mar\u{212A}", "k sign mark"),
    ("ＡＢＣ　１２３", ""),
    ("日本の首都はどこですか？", ""),
    ("Pythonでリストを逆順にする方法を3つ教えてください。", "python 3"),
    ("파이썬에서 리스트를 정렬하는 방법 2가지", "2"),
    ("", ""), ("/", ""), ("  a\u{0}b\r\n", "a b"),
  ])
  func `rouge-ascii-1 keeps what rouge_score keeps`(text: String, tokens: String) {
    #expect(Tokenizer.rougeASCII.tokens(in: text).joined(separator: " ") == tokens)
  }

  @Test(arguments: [
    ("don't can't U.S.A. C++ 3.14", "don t can t u s a c 3 14"),
    ("Où est l'ÉCOLE d'été ?", "où est l école d été"),
    ("Größe der STRAẞE", "größe der straße"),
    ("日本の首都は東京です。", "日 本 の 首 都 は 東 京 で す"),
    ("Pythonで3つ、ＡＢＣ　１２３", "python で 3 つ abc 123"),
    ("ｶﾞｲﾄﾞ ﾊﾟﾝ ｳﾞ ｰ ﾝﾟ", "ガ イ ド パ ン ヴ ー ン゜"),
    ("時々〇、人々", "時 々 〇 人 々"),
    ("한국어 2가지 ㅋㅋ", "한 국 어 2 가 지 ㅋ ㅋ"),
    ("ภาษาไทยนี้", "ภ า ษ า ไ ท ย นี้"),
    ("ខ្មែរ", "ខ្ មែ រ"), ("မြန်မာ", "မြ န် မာ"), ("ລາວ", "ລ າ ວ"),
    ("ΟΔΟΣ οδος", "οδοσ οδοσ"),
    ("हिन्दी में", "हिन्दी में"), ("x² ½", "x² ½"),
    ("😀 a😀b", "a b"), ("葛\u{E0100}城", "葛 城"), ("co\u{AD}op", "coop"),
    ("می\u{200C}خواهم", "میخواهم"), ("\u{301}a", "a"), ("", ""),
  ])
  func `unicode-1 cuts every script`(text: String, tokens: String) {
    let expected = tokens.replacing("ン゜", with: "ン\u{309A}")
    #expect(Tokenizer.unicode.tokens(in: text).joined(separator: " ") == expected)
  }

  @Test(arguments: [
    ("caf\u{E9}", "cafe\u{301}"), ("Vi\u{1EC7}t", "Vie\u{302}\u{323}t"),
    ("Vi\u{1EC7}t", "Vi\u{EA}\u{323}t"), ("\u{C5}", "\u{212B}"), ("\u{3A9}", "\u{2126}"),
    ("한국어", "\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}\u{110B}\u{1165}"),
    ("한", "하\u{11AB}"), ("が", "か\u{3099}"), ("ガ", "ｶﾞ"), ("豈", "\u{F900}"),
    ("q\u{301}\u{323}", "q\u{323}\u{301}"), ("й", "и\u{306}"),
  ])
  func `unicode-1 does not tell spellings apart, byte for byte`(one: String, other: String) {
    let tokens = [one, other].map { Tokenizer.unicode.tokens(in: $0).map { Array($0.utf8) } }
    #expect(tokens[0] == tokens[1])
    #expect(!tokens[0].isEmpty)
  }

  @Test(arguments: [
    ("ab c, def", "ab c de ef"), ("日本語", "日本 本語"), ("Pyで", "py yで"), ("", ""), ("が", "が"),
  ])
  func `char-2gram-1 pairs neighbours within a stretch`(text: String, tokens: String) {
    #expect(Tokenizer.characterBigram.tokens(in: text).joined(separator: " ") == tokens)
  }

  @Test(arguments: [
    ("Plain English, 100 %.", 1.0), ("日本", 0.0), ("", 1.0), ("…!?", 1.0), ("abc日", 0.75),
    ("\u{212A}\u{130}é", 2.0 / 3),
  ])
  func `coverage is the share of letters and digits that rouge-ascii-1 keeps`(
    text: String, share: Double
  ) {
    #expect(Tokenizer.rougeASCII.coverage(of: text) == share)
    #expect(Tokenizer.unicode.coverage(of: text) == 1)
  }
}
