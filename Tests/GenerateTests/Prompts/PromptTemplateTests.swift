import Client
import Curate
import TestSupport
import Testing

@testable import Generate

/// Templates and where they come from.
@Suite struct PromptTemplateTests {
  private func template(
    _ text: String, required: Set<String> = []
  ) throws -> PromptTemplate {
    try PromptTemplate(
      name: "greet", text: text, variables: ["name", "guidance"], required: required)
  }

  private func refusal(_ text: String, required: Set<String> = []) -> String {
    let error = #expect(throws: PromptError.self) { try template(text, required: required) }
    return error?.description ?? ""
  }

  @Test(arguments: Glan.taxonomyStageNames + Glan.stageNames, [1, 3])
  func `every built-in prompt passes its need`(stage: String, perDraw: Int) throws {
    let need = Glan.prompt(stage, perDraw: perDraw)
    let template = try PromptLibrary().template(need)
    #expect(template.name == need.name)
    #expect(!template.text.isEmpty)
  }

  @Test(arguments: ["Japanese", "Korean", "Chinese"])
  func `every prompt of a language that has its own is written in it`(language: String) throws {
    let turns = Glan.twoTurnStageNames.map { Glan.twoTurnPrompts($0) }
    let needs =
      (Glan.taxonomyStageNames + Glan.stageNames.dropLast()).flatMap { stage in
        [1, 3].map { Glan.prompt(stage, perDraw: $0) }
      } + turns.flatMap { [$0.writing, $0.structuring] } + PromptTemplateTests.otherMethods
    for need in needs {
      let text = try PromptLibrary(language: language).template(need).text
      let kept =
        /\{\{[a-z_]+\}\}|\{.*\}|"[a-z]+"|JSON|XML|Example|Input|Output|Class label|Task|Classification|Instruction|<noinput>/
      let verdicts = /yes|no|equal|different/
      let words = text.replacing(kept, with: "").replacing(verdicts, with: "")
      let share = Language.named(language)?.share(of: words) ?? 0
      #expect(share == 1 && !text.contains("{{language}}"), "\(need.name): \(share)")
    }
  }

  /// Self-Instruct's prompts in all its forms, and Evol-Instruct's.
  private static let otherMethods =
    ["instructions", "classifications", "instances", "class-instances"].flatMap { stage in
      [false, true].flatMap { isRaw in
        [false, true].map {
          SelfInstruct.prompt(stage, form: .original, isRaw: isRaw, isClassificationOnly: $0)
        }
      }
    }
    + [false, true].map { SelfInstruct.prompt("instructions", form: .alpaca, isRaw: $0) }
    + [FromContext.prompt, FromContext.usualApplication, FromContext.usualCriteria]
    + (Operation.ofQuestions + Operation.ofAnswers).map(\.prompt) + [QuestionEvolution.judgePrompt]

  @Test func `mistakes name the template and the variable`() {
    #expect(
      refusal("Hi {{nmae}}")
        == "the prompt greet uses {{nmae}}, which this stage does not have: it has {{guidance}}, {{name}}"
    )
    #expect(refusal("Hi", required: ["name"]) == "the prompt greet lacks {{name}}, which it needs")
    #expect(refusal("Hi {{name") == "the prompt greet has {{ without }}")
  }

  @Test func `values stand in place of variables, and are not looked at again`() throws {
    let pieces = try template("Hi {{ name }}, {{name}}!").render(["name": "{{guidance}}"])
    #expect(pieces.map(\.text).joined() == "Hi {{guidance}}, {{guidance}}!")
  }

  @Test func `shared values are pieces of their own`() throws {
    let pieces = try template("Hi {{name}}!").render(["name": "Ada"], shared: ["name"])
    #expect(pieces == [Piece("Hi "), Piece("Ada", isShared: true), Piece("!")])
  }

  @Test func `white space at the end is dropped, also around an empty variable`() throws {
    #expect(
      try template("Hi {{name}}\n\n{{guidance}}\n").render(["name": "Ada "]).map(\.text)
        == ["Hi ", "Ada"])
    #expect(try template("{{name}} \n").render([:]).isEmpty)
  }

  @Test func `a folder's files take the place of the built-in ones`() throws {
    let folder = try TemporaryFolder()
    try folder.write("Only: {{question}}", to: "answer.md")
    let library = try PromptLibrary(folder: folder.path)
    #expect(try library.template(.answer).text == "Only: {{question}}")
    let subjects = Glan.prompt("subjects", perDraw: 1)
    #expect(try library.template(subjects) == PromptLibrary().template(subjects))
    try folder.write("No variable", to: "answer.md")
    #expect(throws: PromptError.self) { try library.template(.answer) }
    #expect(throws: PromptError.self) { try PromptLibrary(folder: folder.path + "/none") }
  }
}
