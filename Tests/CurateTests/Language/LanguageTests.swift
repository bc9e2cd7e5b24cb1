import Testing

@testable import Curate

/// What tells a text's language, and what must not be taken for another one.
@Suite struct LanguageTests {
  private func share(_ language: String, _ text: String) -> Double? {
    Language.named(language)?.share(of: text)
  }

  private static let texts = [
    "English":
      "Explain how the mitochondrion turns the energy of food into a form that a cell can use.",
    "Japanese": "ミトコンドリアが食べ物のエネルギーをどのように細胞で使える形に変えるのかを説明しなさい。",
    "Korean": "미토콘드리아가 음식의 에너지를 세포가 쓸 수 있는 형태로 바꾸는 과정을 설명하시오.",
    "Chinese": "请解释线粒体如何把食物中的能量转化为细胞可以利用的形式。",
    "German":
      "Erkläre, wie das Mitochondrium die Energie der Nahrung in eine Form bringt, die für die Zelle brauchbar ist.",
    "French":
      "Expliquez comment la mitochondrie transforme l'énergie des aliments en une forme que les cellules peuvent utiliser dans le corps.",
    "Spanish":
      "Explica cómo la mitocondria convierte la energía de los alimentos en una forma que la célula puede usar para el trabajo.",
    "Russian": "Объясните, как митохондрия превращает энергию пищи в форму, доступную клетке.",
    "Arabic": "اشرح كيف تحول الميتوكوندريا طاقة الغذاء إلى شكل تستطيع الخلية استخدامه.",
    "Thai": "จงอธิบายว่าไมโทคอนเดรียเปลี่ยนพลังงานจากอาหารอย่างไร",
  ]

  @Test(arguments: texts.keys.sorted()) func `a text is in its language and in no other of these`(
    language: String
  ) throws {
    for (other, text) in Self.texts {
      let found = try #require(share(language, text), "\(language) \(other)")
      #expect((found > 0.6) == (other == language), "\(language): \(other) has \(found)")
    }
  }

  @Test func `terms, code and formulas do not make it another language`() throws {
    let japanese = """
      Pythonの`dict.get(key, default_value_for_missing_keys)`は、KeyErrorを出さずにdefaultを返します。
      ```python
      for key, value in dictionary.items(): print(key, value)
      ```
      ここで \\frac{\\alpha}{\\beta} は比を表します。
      """
    #expect(try #require(share("Japanese", japanese)) > 0.5)
    let korean = "REST API와 GraphQL의 차이를 HTTP method와 endpoint 중심으로 비교하시오."
    #expect(try #require(share("Korean", korean)) > 0.3)
  }

  @Test func `what is too short tells nothing`() {
    #expect(share("Japanese", "Tokyo") == nil)
    #expect(share("English", "東京都") == nil)
    #expect(share("Korean", "42 + 58 = 100") == nil)
    #expect(share("Japanese", "") == nil)
  }

  @Test func `a heading in Chinese characters may be Japanese, a long text may not`() throws {
    #expect(try #require(share("Japanese", "量子力学入門講座")) == 1)
    #expect(share("Japanese", "请解释线粒体如何把食物中的能量转化为细胞可以利用的形式") == 0)
    #expect(share("Chinese", "これは日本語の文章であり、中国語ではありません") == 0)
  }

  @Test(arguments: [
    ("ja", "Japanese"), ("JAPANESE", "Japanese"), ("日本語", "Japanese"), ("ko", "Korean"),
    ("中文", "Chinese"), ("Klingon", "Klingon"), ("Traditional Chinese", "Traditional Chinese"),
  ]) func `a typed language gets its English name, or stays`(typed: String, name: String) {
    #expect(Language.canonicalName(typed) == name)
  }

  @Test(arguments: [("zh-TW", "zh"), ("en_US", "en"), ("Brazilian Portuguese", "pt")])
  func `a variety is checked as its language`(typed: String, code: String) {
    #expect(Language.named(typed)?.code == code)
    #expect(Language.named("Klingon") == nil && Language.named("") == nil)
  }

  @Test func `the script of a question tells what its answer should be in`() {
    for language in ["Japanese", "Korean", "Chinese"] {
      #expect(Language.byScript(of: Self.texts[language] ?? "")?.name == language)
    }
    // These few characters are in both.
    #expect(Language.byScript(of: "中国刑法的主刑包括哪些？") == nil)
    #expect(Language.byScript(of: "量子力学入門講座") == nil)
    #expect(Language.byScript(of: Self.texts["English"] ?? "") == nil)
    #expect(Language.byScript(of: Self.texts["Russian"] ?? "") == nil)
  }
}
