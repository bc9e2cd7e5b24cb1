extension Rule {
  /// All rules: first those of questions, then those of answers.
  public static let all: [Rule] = [
    .length, .keywords, .writeAProgram, .firstCharacter, .noInput, .missingInput, .unreachable,
    .imageRequest, .impossibleTask, .controlCharacters, .escapes, .promptLeak, .language,
    .empty, .noOutput, .noContent, .truncated, .endsOpen, .cutSentence, .refusal, .hedge,
    .selfIdentification, .knowledgeCutoff, .sorry, .repeatsQuestion, .echoesQuestion,
    .repeatsInput, .merged,
    .emptyCode, .repetition, .sentenceLoop, .placeholder, .arithmetic, .answerLength,
  ]
}
