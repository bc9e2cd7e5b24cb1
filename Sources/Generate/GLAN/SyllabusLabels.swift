internal import Curate

/// The words between the parts of a syllabus, in the language that it is written in.
///
/// A prompt in Japanese that quotes English headings invites English questions.
struct SyllabusLabels {
  let syllabus: String
  let objectives: String
  let concepts: String
  /// What a class session is called, before and after its number.
  let session: (before: String, after: String)

  /// The labels for `language`, an English name; English ones where there are no others.
  init(_ language: String) {
    switch Language.named(language)?.code {
    case "ja": self.init("シラバス", "目標", "重要な概念", ("第", "回"))
    case "ko": self.init("강의 계획서", "목표", "핵심 개념", ("수업 ", ""))
    case "zh": self.init("教学大纲", "目标", "关键概念", ("第", "次课"))
    default: self.init("Syllabus", "Objectives", "Key concepts", ("Session ", ""))
    }
  }

  private init(
    _ syllabus: String, _ objectives: String, _ concepts: String, _ session: (String, String)
  ) {
    self.syllabus = syllabus
    self.objectives = objectives
    self.concepts = concepts
    self.session = session
  }
}
