#include "embedded.h"
#include <string.h>

// #embed, because a byte array written out in Swift takes the compiler 11 s for 50 KB.
static const struct {
  const char *path, *text;
} files[] = {
    {"Data/report.css", (const char[]){
#embed "../../Data/report.css" suffix(, 0)
    }},
    {"Data/seed_tasks.jsonl", (const char[]){
#embed "../../Data/seed_tasks.jsonl" suffix(, 0)
    }},
    {"Data/taxonomy.json", (const char[]){
#embed "../../Data/taxonomy.json" suffix(, 0)
    }},
    {"Prompts/alpaca-base.md", (const char[]){
#embed "../../Prompts/alpaca-base.md" suffix(, 0)
    }},
    {"Prompts/alpaca.md", (const char[]){
#embed "../../Prompts/alpaca.md" suffix(, 0)
    }},
    {"Prompts/answer.md", (const char[]){
#embed "../../Prompts/answer.md" suffix(, 0)
    }},
    {"Prompts/class-instances-base.md", (const char[]){
#embed "../../Prompts/class-instances-base.md" suffix(, 0)
    }},
    {"Prompts/class-instances.md", (const char[]){
#embed "../../Prompts/class-instances.md" suffix(, 0)
    }},
    {"Prompts/class-instructions-base.md", (const char[]){
#embed "../../Prompts/class-instructions-base.md" suffix(, 0)
    }},
    {"Prompts/class-instructions.md", (const char[]){
#embed "../../Prompts/class-instructions.md" suffix(, 0)
    }},
    {"Prompts/classification-base.md", (const char[]){
#embed "../../Prompts/classification-base.md" suffix(, 0)
    }},
    {"Prompts/classification.md", (const char[]){
#embed "../../Prompts/classification.md" suffix(, 0)
    }},
    {"Prompts/context-application.md", (const char[]){
#embed "../../Prompts/context-application.md" suffix(, 0)
    }},
    {"Prompts/context-criteria.md", (const char[]){
#embed "../../Prompts/context-criteria.md" suffix(, 0)
    }},
    {"Prompts/context.md", (const char[]){
#embed "../../Prompts/context.md" suffix(, 0)
    }},
    {"Prompts/evolve-answer-creativity.md", (const char[]){
#embed "../../Prompts/evolve-answer-creativity.md" suffix(, 0)
    }},
    {"Prompts/evolve-answer-depth.md", (const char[]){
#embed "../../Prompts/evolve-answer-depth.md" suffix(, 0)
    }},
    {"Prompts/evolve-answer-details.md", (const char[]){
#embed "../../Prompts/evolve-answer-details.md" suffix(, 0)
    }},
    {"Prompts/evolve-answer-helpfulness.md", (const char[]){
#embed "../../Prompts/evolve-answer-helpfulness.md" suffix(, 0)
    }},
    {"Prompts/evolve-answer-relevance.md", (const char[]){
#embed "../../Prompts/evolve-answer-relevance.md" suffix(, 0)
    }},
    {"Prompts/evolve-breadth.md", (const char[]){
#embed "../../Prompts/evolve-breadth.md" suffix(, 0)
    }},
    {"Prompts/evolve-concretize.md", (const char[]){
#embed "../../Prompts/evolve-concretize.md" suffix(, 0)
    }},
    {"Prompts/evolve-constraints.md", (const char[]){
#embed "../../Prompts/evolve-constraints.md" suffix(, 0)
    }},
    {"Prompts/evolve-deepen.md", (const char[]){
#embed "../../Prompts/evolve-deepen.md" suffix(, 0)
    }},
    {"Prompts/evolve-input.md", (const char[]){
#embed "../../Prompts/evolve-input.md" suffix(, 0)
    }},
    {"Prompts/evolve-judge.md", (const char[]){
#embed "../../Prompts/evolve-judge.md" suffix(, 0)
    }},
    {"Prompts/evolve-reasoning.md", (const char[]){
#embed "../../Prompts/evolve-reasoning.md" suffix(, 0)
    }},
    {"Prompts/fields.md", (const char[]){
#embed "../../Prompts/fields.md" suffix(, 0)
    }},
    {"Prompts/instances-base.md", (const char[]){
#embed "../../Prompts/instances-base.md" suffix(, 0)
    }},
    {"Prompts/instances.md", (const char[]){
#embed "../../Prompts/instances.md" suffix(, 0)
    }},
    {"Prompts/instructions-base.md", (const char[]){
#embed "../../Prompts/instructions-base.md" suffix(, 0)
    }},
    {"Prompts/instructions.md", (const char[]){
#embed "../../Prompts/instructions.md" suffix(, 0)
    }},
    {"Prompts/ja/alpaca-base.md", (const char[]){
#embed "../../Prompts/ja/alpaca-base.md" suffix(, 0)
    }},
    {"Prompts/ja/alpaca.md", (const char[]){
#embed "../../Prompts/ja/alpaca.md" suffix(, 0)
    }},
    {"Prompts/ja/class-instances-base.md", (const char[]){
#embed "../../Prompts/ja/class-instances-base.md" suffix(, 0)
    }},
    {"Prompts/ja/class-instances.md", (const char[]){
#embed "../../Prompts/ja/class-instances.md" suffix(, 0)
    }},
    {"Prompts/ja/class-instructions-base.md", (const char[]){
#embed "../../Prompts/ja/class-instructions-base.md" suffix(, 0)
    }},
    {"Prompts/ja/class-instructions.md", (const char[]){
#embed "../../Prompts/ja/class-instructions.md" suffix(, 0)
    }},
    {"Prompts/ja/classification-base.md", (const char[]){
#embed "../../Prompts/ja/classification-base.md" suffix(, 0)
    }},
    {"Prompts/ja/classification.md", (const char[]){
#embed "../../Prompts/ja/classification.md" suffix(, 0)
    }},
    {"Prompts/ja/context-application.md", (const char[]){
#embed "../../Prompts/ja/context-application.md" suffix(, 0)
    }},
    {"Prompts/ja/context-criteria.md", (const char[]){
#embed "../../Prompts/ja/context-criteria.md" suffix(, 0)
    }},
    {"Prompts/ja/context.md", (const char[]){
#embed "../../Prompts/ja/context.md" suffix(, 0)
    }},
    {"Prompts/ja/evolve-answer-creativity.md", (const char[]){
#embed "../../Prompts/ja/evolve-answer-creativity.md" suffix(, 0)
    }},
    {"Prompts/ja/evolve-answer-depth.md", (const char[]){
#embed "../../Prompts/ja/evolve-answer-depth.md" suffix(, 0)
    }},
    {"Prompts/ja/evolve-answer-details.md", (const char[]){
#embed "../../Prompts/ja/evolve-answer-details.md" suffix(, 0)
    }},
    {"Prompts/ja/evolve-answer-helpfulness.md", (const char[]){
#embed "../../Prompts/ja/evolve-answer-helpfulness.md" suffix(, 0)
    }},
    {"Prompts/ja/evolve-answer-relevance.md", (const char[]){
#embed "../../Prompts/ja/evolve-answer-relevance.md" suffix(, 0)
    }},
    {"Prompts/ja/evolve-breadth.md", (const char[]){
#embed "../../Prompts/ja/evolve-breadth.md" suffix(, 0)
    }},
    {"Prompts/ja/evolve-concretize.md", (const char[]){
#embed "../../Prompts/ja/evolve-concretize.md" suffix(, 0)
    }},
    {"Prompts/ja/evolve-constraints.md", (const char[]){
#embed "../../Prompts/ja/evolve-constraints.md" suffix(, 0)
    }},
    {"Prompts/ja/evolve-deepen.md", (const char[]){
#embed "../../Prompts/ja/evolve-deepen.md" suffix(, 0)
    }},
    {"Prompts/ja/evolve-input.md", (const char[]){
#embed "../../Prompts/ja/evolve-input.md" suffix(, 0)
    }},
    {"Prompts/ja/evolve-judge.md", (const char[]){
#embed "../../Prompts/ja/evolve-judge.md" suffix(, 0)
    }},
    {"Prompts/ja/evolve-reasoning.md", (const char[]){
#embed "../../Prompts/ja/evolve-reasoning.md" suffix(, 0)
    }},
    {"Prompts/ja/fields.md", (const char[]){
#embed "../../Prompts/ja/fields.md" suffix(, 0)
    }},
    {"Prompts/ja/instances-base.md", (const char[]){
#embed "../../Prompts/ja/instances-base.md" suffix(, 0)
    }},
    {"Prompts/ja/instances.md", (const char[]){
#embed "../../Prompts/ja/instances.md" suffix(, 0)
    }},
    {"Prompts/ja/instructions-base.md", (const char[]){
#embed "../../Prompts/ja/instructions-base.md" suffix(, 0)
    }},
    {"Prompts/ja/instructions.md", (const char[]){
#embed "../../Prompts/ja/instructions.md" suffix(, 0)
    }},
    {"Prompts/ja/question.md", (const char[]){
#embed "../../Prompts/ja/question.md" suffix(, 0)
    }},
    {"Prompts/ja/questions.md", (const char[]){
#embed "../../Prompts/ja/questions.md" suffix(, 0)
    }},
    {"Prompts/ja/structure-subjects.md", (const char[]){
#embed "../../Prompts/ja/structure-subjects.md" suffix(, 0)
    }},
    {"Prompts/ja/structure-syllabus.md", (const char[]){
#embed "../../Prompts/ja/structure-syllabus.md" suffix(, 0)
    }},
    {"Prompts/ja/subjects-text.md", (const char[]){
#embed "../../Prompts/ja/subjects-text.md" suffix(, 0)
    }},
    {"Prompts/ja/subjects.md", (const char[]){
#embed "../../Prompts/ja/subjects.md" suffix(, 0)
    }},
    {"Prompts/ja/syllabus-text.md", (const char[]){
#embed "../../Prompts/ja/syllabus-text.md" suffix(, 0)
    }},
    {"Prompts/ja/syllabus.md", (const char[]){
#embed "../../Prompts/ja/syllabus.md" suffix(, 0)
    }},
    {"Prompts/ja/taxonomy.md", (const char[]){
#embed "../../Prompts/ja/taxonomy.md" suffix(, 0)
    }},
    {"Prompts/judge-preference.md", (const char[]){
#embed "../../Prompts/judge-preference.md" suffix(, 0)
    }},
    {"Prompts/judge-question.md", (const char[]){
#embed "../../Prompts/judge-question.md" suffix(, 0)
    }},
    {"Prompts/judge-tags.md", (const char[]){
#embed "../../Prompts/judge-tags.md" suffix(, 0)
    }},
    {"Prompts/judge.md", (const char[]){
#embed "../../Prompts/judge.md" suffix(, 0)
    }},
    {"Prompts/ko/alpaca-base.md", (const char[]){
#embed "../../Prompts/ko/alpaca-base.md" suffix(, 0)
    }},
    {"Prompts/ko/alpaca.md", (const char[]){
#embed "../../Prompts/ko/alpaca.md" suffix(, 0)
    }},
    {"Prompts/ko/class-instances-base.md", (const char[]){
#embed "../../Prompts/ko/class-instances-base.md" suffix(, 0)
    }},
    {"Prompts/ko/class-instances.md", (const char[]){
#embed "../../Prompts/ko/class-instances.md" suffix(, 0)
    }},
    {"Prompts/ko/class-instructions-base.md", (const char[]){
#embed "../../Prompts/ko/class-instructions-base.md" suffix(, 0)
    }},
    {"Prompts/ko/class-instructions.md", (const char[]){
#embed "../../Prompts/ko/class-instructions.md" suffix(, 0)
    }},
    {"Prompts/ko/classification-base.md", (const char[]){
#embed "../../Prompts/ko/classification-base.md" suffix(, 0)
    }},
    {"Prompts/ko/classification.md", (const char[]){
#embed "../../Prompts/ko/classification.md" suffix(, 0)
    }},
    {"Prompts/ko/context-application.md", (const char[]){
#embed "../../Prompts/ko/context-application.md" suffix(, 0)
    }},
    {"Prompts/ko/context-criteria.md", (const char[]){
#embed "../../Prompts/ko/context-criteria.md" suffix(, 0)
    }},
    {"Prompts/ko/context.md", (const char[]){
#embed "../../Prompts/ko/context.md" suffix(, 0)
    }},
    {"Prompts/ko/evolve-answer-creativity.md", (const char[]){
#embed "../../Prompts/ko/evolve-answer-creativity.md" suffix(, 0)
    }},
    {"Prompts/ko/evolve-answer-depth.md", (const char[]){
#embed "../../Prompts/ko/evolve-answer-depth.md" suffix(, 0)
    }},
    {"Prompts/ko/evolve-answer-details.md", (const char[]){
#embed "../../Prompts/ko/evolve-answer-details.md" suffix(, 0)
    }},
    {"Prompts/ko/evolve-answer-helpfulness.md", (const char[]){
#embed "../../Prompts/ko/evolve-answer-helpfulness.md" suffix(, 0)
    }},
    {"Prompts/ko/evolve-answer-relevance.md", (const char[]){
#embed "../../Prompts/ko/evolve-answer-relevance.md" suffix(, 0)
    }},
    {"Prompts/ko/evolve-breadth.md", (const char[]){
#embed "../../Prompts/ko/evolve-breadth.md" suffix(, 0)
    }},
    {"Prompts/ko/evolve-concretize.md", (const char[]){
#embed "../../Prompts/ko/evolve-concretize.md" suffix(, 0)
    }},
    {"Prompts/ko/evolve-constraints.md", (const char[]){
#embed "../../Prompts/ko/evolve-constraints.md" suffix(, 0)
    }},
    {"Prompts/ko/evolve-deepen.md", (const char[]){
#embed "../../Prompts/ko/evolve-deepen.md" suffix(, 0)
    }},
    {"Prompts/ko/evolve-input.md", (const char[]){
#embed "../../Prompts/ko/evolve-input.md" suffix(, 0)
    }},
    {"Prompts/ko/evolve-judge.md", (const char[]){
#embed "../../Prompts/ko/evolve-judge.md" suffix(, 0)
    }},
    {"Prompts/ko/evolve-reasoning.md", (const char[]){
#embed "../../Prompts/ko/evolve-reasoning.md" suffix(, 0)
    }},
    {"Prompts/ko/fields.md", (const char[]){
#embed "../../Prompts/ko/fields.md" suffix(, 0)
    }},
    {"Prompts/ko/instances-base.md", (const char[]){
#embed "../../Prompts/ko/instances-base.md" suffix(, 0)
    }},
    {"Prompts/ko/instances.md", (const char[]){
#embed "../../Prompts/ko/instances.md" suffix(, 0)
    }},
    {"Prompts/ko/instructions-base.md", (const char[]){
#embed "../../Prompts/ko/instructions-base.md" suffix(, 0)
    }},
    {"Prompts/ko/instructions.md", (const char[]){
#embed "../../Prompts/ko/instructions.md" suffix(, 0)
    }},
    {"Prompts/ko/question.md", (const char[]){
#embed "../../Prompts/ko/question.md" suffix(, 0)
    }},
    {"Prompts/ko/questions.md", (const char[]){
#embed "../../Prompts/ko/questions.md" suffix(, 0)
    }},
    {"Prompts/ko/structure-subjects.md", (const char[]){
#embed "../../Prompts/ko/structure-subjects.md" suffix(, 0)
    }},
    {"Prompts/ko/structure-syllabus.md", (const char[]){
#embed "../../Prompts/ko/structure-syllabus.md" suffix(, 0)
    }},
    {"Prompts/ko/subjects-text.md", (const char[]){
#embed "../../Prompts/ko/subjects-text.md" suffix(, 0)
    }},
    {"Prompts/ko/subjects.md", (const char[]){
#embed "../../Prompts/ko/subjects.md" suffix(, 0)
    }},
    {"Prompts/ko/syllabus-text.md", (const char[]){
#embed "../../Prompts/ko/syllabus-text.md" suffix(, 0)
    }},
    {"Prompts/ko/syllabus.md", (const char[]){
#embed "../../Prompts/ko/syllabus.md" suffix(, 0)
    }},
    {"Prompts/ko/taxonomy.md", (const char[]){
#embed "../../Prompts/ko/taxonomy.md" suffix(, 0)
    }},
    {"Prompts/question.md", (const char[]){
#embed "../../Prompts/question.md" suffix(, 0)
    }},
    {"Prompts/questions.md", (const char[]){
#embed "../../Prompts/questions.md" suffix(, 0)
    }},
    {"Prompts/rubrics/correctness.md", (const char[]){
#embed "../../Prompts/rubrics/correctness.md" suffix(, 0)
    }},
    {"Prompts/rubrics/difficulty.md", (const char[]){
#embed "../../Prompts/rubrics/difficulty.md" suffix(, 0)
    }},
    {"Prompts/rubrics/instruction-following.md", (const char[]){
#embed "../../Prompts/rubrics/instruction-following.md" suffix(, 0)
    }},
    {"Prompts/rubrics/quality.md", (const char[]){
#embed "../../Prompts/rubrics/quality.md" suffix(, 0)
    }},
    {"Prompts/rubrics/safety.md", (const char[]){
#embed "../../Prompts/rubrics/safety.md" suffix(, 0)
    }},
    {"Prompts/structure-subjects.md", (const char[]){
#embed "../../Prompts/structure-subjects.md" suffix(, 0)
    }},
    {"Prompts/structure-syllabus.md", (const char[]){
#embed "../../Prompts/structure-syllabus.md" suffix(, 0)
    }},
    {"Prompts/subjects-text.md", (const char[]){
#embed "../../Prompts/subjects-text.md" suffix(, 0)
    }},
    {"Prompts/subjects.md", (const char[]){
#embed "../../Prompts/subjects.md" suffix(, 0)
    }},
    {"Prompts/syllabus-text.md", (const char[]){
#embed "../../Prompts/syllabus-text.md" suffix(, 0)
    }},
    {"Prompts/syllabus.md", (const char[]){
#embed "../../Prompts/syllabus.md" suffix(, 0)
    }},
    {"Prompts/taxonomy.md", (const char[]){
#embed "../../Prompts/taxonomy.md" suffix(, 0)
    }},
    {"Prompts/zh/alpaca-base.md", (const char[]){
#embed "../../Prompts/zh/alpaca-base.md" suffix(, 0)
    }},
    {"Prompts/zh/alpaca.md", (const char[]){
#embed "../../Prompts/zh/alpaca.md" suffix(, 0)
    }},
    {"Prompts/zh/class-instances-base.md", (const char[]){
#embed "../../Prompts/zh/class-instances-base.md" suffix(, 0)
    }},
    {"Prompts/zh/class-instances.md", (const char[]){
#embed "../../Prompts/zh/class-instances.md" suffix(, 0)
    }},
    {"Prompts/zh/class-instructions-base.md", (const char[]){
#embed "../../Prompts/zh/class-instructions-base.md" suffix(, 0)
    }},
    {"Prompts/zh/class-instructions.md", (const char[]){
#embed "../../Prompts/zh/class-instructions.md" suffix(, 0)
    }},
    {"Prompts/zh/classification-base.md", (const char[]){
#embed "../../Prompts/zh/classification-base.md" suffix(, 0)
    }},
    {"Prompts/zh/classification.md", (const char[]){
#embed "../../Prompts/zh/classification.md" suffix(, 0)
    }},
    {"Prompts/zh/context-application.md", (const char[]){
#embed "../../Prompts/zh/context-application.md" suffix(, 0)
    }},
    {"Prompts/zh/context-criteria.md", (const char[]){
#embed "../../Prompts/zh/context-criteria.md" suffix(, 0)
    }},
    {"Prompts/zh/context.md", (const char[]){
#embed "../../Prompts/zh/context.md" suffix(, 0)
    }},
    {"Prompts/zh/evolve-answer-creativity.md", (const char[]){
#embed "../../Prompts/zh/evolve-answer-creativity.md" suffix(, 0)
    }},
    {"Prompts/zh/evolve-answer-depth.md", (const char[]){
#embed "../../Prompts/zh/evolve-answer-depth.md" suffix(, 0)
    }},
    {"Prompts/zh/evolve-answer-details.md", (const char[]){
#embed "../../Prompts/zh/evolve-answer-details.md" suffix(, 0)
    }},
    {"Prompts/zh/evolve-answer-helpfulness.md", (const char[]){
#embed "../../Prompts/zh/evolve-answer-helpfulness.md" suffix(, 0)
    }},
    {"Prompts/zh/evolve-answer-relevance.md", (const char[]){
#embed "../../Prompts/zh/evolve-answer-relevance.md" suffix(, 0)
    }},
    {"Prompts/zh/evolve-breadth.md", (const char[]){
#embed "../../Prompts/zh/evolve-breadth.md" suffix(, 0)
    }},
    {"Prompts/zh/evolve-concretize.md", (const char[]){
#embed "../../Prompts/zh/evolve-concretize.md" suffix(, 0)
    }},
    {"Prompts/zh/evolve-constraints.md", (const char[]){
#embed "../../Prompts/zh/evolve-constraints.md" suffix(, 0)
    }},
    {"Prompts/zh/evolve-deepen.md", (const char[]){
#embed "../../Prompts/zh/evolve-deepen.md" suffix(, 0)
    }},
    {"Prompts/zh/evolve-input.md", (const char[]){
#embed "../../Prompts/zh/evolve-input.md" suffix(, 0)
    }},
    {"Prompts/zh/evolve-judge.md", (const char[]){
#embed "../../Prompts/zh/evolve-judge.md" suffix(, 0)
    }},
    {"Prompts/zh/evolve-reasoning.md", (const char[]){
#embed "../../Prompts/zh/evolve-reasoning.md" suffix(, 0)
    }},
    {"Prompts/zh/fields.md", (const char[]){
#embed "../../Prompts/zh/fields.md" suffix(, 0)
    }},
    {"Prompts/zh/instances-base.md", (const char[]){
#embed "../../Prompts/zh/instances-base.md" suffix(, 0)
    }},
    {"Prompts/zh/instances.md", (const char[]){
#embed "../../Prompts/zh/instances.md" suffix(, 0)
    }},
    {"Prompts/zh/instructions-base.md", (const char[]){
#embed "../../Prompts/zh/instructions-base.md" suffix(, 0)
    }},
    {"Prompts/zh/instructions.md", (const char[]){
#embed "../../Prompts/zh/instructions.md" suffix(, 0)
    }},
    {"Prompts/zh/question.md", (const char[]){
#embed "../../Prompts/zh/question.md" suffix(, 0)
    }},
    {"Prompts/zh/questions.md", (const char[]){
#embed "../../Prompts/zh/questions.md" suffix(, 0)
    }},
    {"Prompts/zh/structure-subjects.md", (const char[]){
#embed "../../Prompts/zh/structure-subjects.md" suffix(, 0)
    }},
    {"Prompts/zh/structure-syllabus.md", (const char[]){
#embed "../../Prompts/zh/structure-syllabus.md" suffix(, 0)
    }},
    {"Prompts/zh/subjects-text.md", (const char[]){
#embed "../../Prompts/zh/subjects-text.md" suffix(, 0)
    }},
    {"Prompts/zh/subjects.md", (const char[]){
#embed "../../Prompts/zh/subjects.md" suffix(, 0)
    }},
    {"Prompts/zh/syllabus-text.md", (const char[]){
#embed "../../Prompts/zh/syllabus-text.md" suffix(, 0)
    }},
    {"Prompts/zh/syllabus.md", (const char[]){
#embed "../../Prompts/zh/syllabus.md" suffix(, 0)
    }},
    {"Prompts/zh/taxonomy.md", (const char[]){
#embed "../../Prompts/zh/taxonomy.md" suffix(, 0)
    }},
    {"Recipes/all.json", (const char[]){
#embed "../../Recipes/all.json" suffix(, 0)
    }},
    {"Recipes/evol-instruct.json", (const char[]){
#embed "../../Recipes/evol-instruct.json" suffix(, 0)
    }},
    {"Recipes/glan.json", (const char[]){
#embed "../../Recipes/glan.json" suffix(, 0)
    }},
    {"Recipes/magpie.json", (const char[]){
#embed "../../Recipes/magpie.json" suffix(, 0)
    }},
    {"Recipes/self-instruct.json", (const char[]){
#embed "../../Recipes/self-instruct.json" suffix(, 0)
    }},
    {"Recipes/two-step-prompt.json", (const char[]){
#embed "../../Recipes/two-step-prompt.json" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+AnswerLength.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+AnswerLength.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+Arithmetic.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+Arithmetic.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+ControlCharacters.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+ControlCharacters.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+CutSentence.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+CutSentence.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+EchoesQuestion.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+EchoesQuestion.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+Empty.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+Empty.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+EmptyCode.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+EmptyCode.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+EndsOpen.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+EndsOpen.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+Escapes.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+Escapes.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+FirstCharacter.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+FirstCharacter.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+Hedge.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+Hedge.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+ImageRequest.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+ImageRequest.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+ImpossibleTask.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+ImpossibleTask.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+Keywords.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+Keywords.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+KnowledgeCutoff.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+KnowledgeCutoff.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+Language.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+Language.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+Length.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+Length.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+Merged.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+Merged.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+MissingInput.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+MissingInput.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+NoContent.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+NoContent.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+NoInput.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+NoInput.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+NoOutput.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+NoOutput.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+Placeholder.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+Placeholder.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+PromptLeak.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+PromptLeak.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+QuotesQuestion.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+QuotesQuestion.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+Refusal.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+Refusal.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+RepeatsInput.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+RepeatsInput.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+RepeatsQuestion.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+RepeatsQuestion.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+Repetition.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+Repetition.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+SelfIdentification.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+SelfIdentification.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+SentenceLoop.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+SentenceLoop.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+Sorry.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+Sorry.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+Truncated.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+Truncated.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+Unreachable.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+Unreachable.swift" suffix(, 0)
    }},
    {"Sources/Curate/Rules/Rule+WriteAProgram.swift", (const char[]){
#embed "../../Sources/Curate/Rules/Rule+WriteAProgram.swift" suffix(, 0)
    }},
    {"schema.sql", (const char[]){
#embed "../../schema.sql" suffix(, 0)
    }},
};

const char *embedded_text(const char *path) {
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
    if (strcmp(files[i].path, path) == 0)
      return files[i].text;
  return NULL;
}
