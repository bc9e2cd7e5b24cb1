#include "embedded.h"
#include <string.h>

// #embed, because a byte array written out in Swift takes the compiler 11 s for 50 KB.
#define EMBEDDED(name) static const unsigned char name[]
EMBEDDED(schema) = {
#embed "../../schema.sql"
};
EMBEDDED(taxonomy) = {
#embed "../../Data/taxonomy.json"
};
EMBEDDED(prompt_subjects) = {
#embed "../../Prompts/subjects.md"
};
EMBEDDED(prompt_syllabus) = {
#embed "../../Prompts/syllabus.md"
};
EMBEDDED(prompt_question) = {
#embed "../../Prompts/question.md"
};
EMBEDDED(prompt_questions) = {
#embed "../../Prompts/questions.md"
};
EMBEDDED(prompt_answer) = {
#embed "../../Prompts/answer.md"
};
EMBEDDED(prompt_ja_subjects) = {
#embed "../../Prompts/ja/subjects.md"
};
EMBEDDED(prompt_ja_syllabus) = {
#embed "../../Prompts/ja/syllabus.md"
};
EMBEDDED(prompt_ja_question) = {
#embed "../../Prompts/ja/question.md"
};
EMBEDDED(prompt_ja_questions) = {
#embed "../../Prompts/ja/questions.md"
};
EMBEDDED(prompt_ko_subjects) = {
#embed "../../Prompts/ko/subjects.md"
};
EMBEDDED(prompt_ko_syllabus) = {
#embed "../../Prompts/ko/syllabus.md"
};
EMBEDDED(prompt_ko_question) = {
#embed "../../Prompts/ko/question.md"
};
EMBEDDED(prompt_ko_questions) = {
#embed "../../Prompts/ko/questions.md"
};
EMBEDDED(prompt_zh_subjects) = {
#embed "../../Prompts/zh/subjects.md"
};
EMBEDDED(prompt_zh_syllabus) = {
#embed "../../Prompts/zh/syllabus.md"
};
EMBEDDED(prompt_zh_question) = {
#embed "../../Prompts/zh/question.md"
};
EMBEDDED(prompt_zh_questions) = {
#embed "../../Prompts/zh/questions.md"
};
EMBEDDED(prompt_fields) = {
#embed "../../Prompts/fields.md"
};
EMBEDDED(prompt_taxonomy) = {
#embed "../../Prompts/taxonomy.md"
};
EMBEDDED(prompt_subjects_text) = {
#embed "../../Prompts/subjects-text.md"
};
EMBEDDED(prompt_structure_subjects) = {
#embed "../../Prompts/structure-subjects.md"
};
EMBEDDED(prompt_syllabus_text) = {
#embed "../../Prompts/syllabus-text.md"
};
EMBEDDED(prompt_structure_syllabus) = {
#embed "../../Prompts/structure-syllabus.md"
};
EMBEDDED(seed_tasks) = {
#embed "../../Data/seed_tasks.jsonl"
};
EMBEDDED(prompt_alpaca_base) = {
#embed "../../Prompts/alpaca-base.md"
};
EMBEDDED(prompt_alpaca) = {
#embed "../../Prompts/alpaca.md"
};
EMBEDDED(prompt_class_instances_base) = {
#embed "../../Prompts/class-instances-base.md"
};
EMBEDDED(prompt_class_instances) = {
#embed "../../Prompts/class-instances.md"
};
EMBEDDED(prompt_class_instructions_base) = {
#embed "../../Prompts/class-instructions-base.md"
};
EMBEDDED(prompt_class_instructions) = {
#embed "../../Prompts/class-instructions.md"
};
EMBEDDED(prompt_classification_base) = {
#embed "../../Prompts/classification-base.md"
};
EMBEDDED(prompt_classification) = {
#embed "../../Prompts/classification.md"
};
EMBEDDED(prompt_context) = {
#embed "../../Prompts/context.md"
};
EMBEDDED(prompt_instances_base) = {
#embed "../../Prompts/instances-base.md"
};
EMBEDDED(prompt_instances) = {
#embed "../../Prompts/instances.md"
};
EMBEDDED(prompt_instructions_base) = {
#embed "../../Prompts/instructions-base.md"
};
EMBEDDED(prompt_instructions) = {
#embed "../../Prompts/instructions.md"
};
EMBEDDED(prompt_evolve_answer_creativity) = {
#embed "../../Prompts/evolve-answer-creativity.md"
};
EMBEDDED(prompt_evolve_answer_depth) = {
#embed "../../Prompts/evolve-answer-depth.md"
};
EMBEDDED(prompt_evolve_answer_details) = {
#embed "../../Prompts/evolve-answer-details.md"
};
EMBEDDED(prompt_evolve_answer_helpfulness) = {
#embed "../../Prompts/evolve-answer-helpfulness.md"
};
EMBEDDED(prompt_evolve_answer_relevance) = {
#embed "../../Prompts/evolve-answer-relevance.md"
};
EMBEDDED(prompt_evolve_breadth) = {
#embed "../../Prompts/evolve-breadth.md"
};
EMBEDDED(prompt_evolve_concretize) = {
#embed "../../Prompts/evolve-concretize.md"
};
EMBEDDED(prompt_evolve_constraints) = {
#embed "../../Prompts/evolve-constraints.md"
};
EMBEDDED(prompt_evolve_deepen) = {
#embed "../../Prompts/evolve-deepen.md"
};
EMBEDDED(prompt_evolve_input) = {
#embed "../../Prompts/evolve-input.md"
};
EMBEDDED(prompt_evolve_judge) = {
#embed "../../Prompts/evolve-judge.md"
};
EMBEDDED(prompt_evolve_reasoning) = {
#embed "../../Prompts/evolve-reasoning.md"
};

// The doc comment of a rule is its help text.
EMBEDDED(rule_answerlength) = {
#embed "../Curate/Rules/Rule+AnswerLength.swift"
};
EMBEDDED(rule_arithmetic) = {
#embed "../Curate/Rules/Rule+Arithmetic.swift"
};
EMBEDDED(rule_controlcharacters) = {
#embed "../Curate/Rules/Rule+ControlCharacters.swift"
};
EMBEDDED(rule_cutsentence) = {
#embed "../Curate/Rules/Rule+CutSentence.swift"
};
EMBEDDED(rule_echoesquestion) = {
#embed "../Curate/Rules/Rule+EchoesQuestion.swift"
};
EMBEDDED(rule_empty) = {
#embed "../Curate/Rules/Rule+Empty.swift"
};
EMBEDDED(rule_emptycode) = {
#embed "../Curate/Rules/Rule+EmptyCode.swift"
};
EMBEDDED(rule_endsopen) = {
#embed "../Curate/Rules/Rule+EndsOpen.swift"
};
EMBEDDED(rule_escapes) = {
#embed "../Curate/Rules/Rule+Escapes.swift"
};
EMBEDDED(rule_firstcharacter) = {
#embed "../Curate/Rules/Rule+FirstCharacter.swift"
};
EMBEDDED(rule_imagerequest) = {
#embed "../Curate/Rules/Rule+ImageRequest.swift"
};
EMBEDDED(rule_impossibletask) = {
#embed "../Curate/Rules/Rule+ImpossibleTask.swift"
};
EMBEDDED(rule_keywords) = {
#embed "../Curate/Rules/Rule+Keywords.swift"
};
EMBEDDED(rule_knowledgecutoff) = {
#embed "../Curate/Rules/Rule+KnowledgeCutoff.swift"
};
EMBEDDED(rule_language) = {
#embed "../Curate/Rules/Rule+Language.swift"
};
EMBEDDED(rule_length) = {
#embed "../Curate/Rules/Rule+Length.swift"
};
EMBEDDED(rule_merged) = {
#embed "../Curate/Rules/Rule+Merged.swift"
};
EMBEDDED(rule_missinginput) = {
#embed "../Curate/Rules/Rule+MissingInput.swift"
};
EMBEDDED(rule_nocontent) = {
#embed "../Curate/Rules/Rule+NoContent.swift"
};
EMBEDDED(rule_noinput) = {
#embed "../Curate/Rules/Rule+NoInput.swift"
};
EMBEDDED(rule_nooutput) = {
#embed "../Curate/Rules/Rule+NoOutput.swift"
};
EMBEDDED(rule_placeholder) = {
#embed "../Curate/Rules/Rule+Placeholder.swift"
};
EMBEDDED(rule_promptleak) = {
#embed "../Curate/Rules/Rule+PromptLeak.swift"
};
EMBEDDED(rule_refusal) = {
#embed "../Curate/Rules/Rule+Refusal.swift"
};
EMBEDDED(rule_repeatsinput) = {
#embed "../Curate/Rules/Rule+RepeatsInput.swift"
};
EMBEDDED(rule_repeatsquestion) = {
#embed "../Curate/Rules/Rule+RepeatsQuestion.swift"
};
EMBEDDED(rule_repetition) = {
#embed "../Curate/Rules/Rule+Repetition.swift"
};
EMBEDDED(rule_selfidentification) = {
#embed "../Curate/Rules/Rule+SelfIdentification.swift"
};
EMBEDDED(rule_sentenceloop) = {
#embed "../Curate/Rules/Rule+SentenceLoop.swift"
};
EMBEDDED(rule_sorry) = {
#embed "../Curate/Rules/Rule+Sorry.swift"
};
EMBEDDED(rule_truncated) = {
#embed "../Curate/Rules/Rule+Truncated.swift"
};
EMBEDDED(rule_unreachable) = {
#embed "../Curate/Rules/Rule+Unreachable.swift"
};
EMBEDDED(rule_writeaprogram) = {
#embed "../Curate/Rules/Rule+WriteAProgram.swift"
};

static const struct embedded_file files[] = {
    {"schema.sql", schema, sizeof schema},
    {"Data/taxonomy.json", taxonomy, sizeof taxonomy},
    {"Prompts/subjects.md", prompt_subjects, sizeof prompt_subjects},
    {"Prompts/syllabus.md", prompt_syllabus, sizeof prompt_syllabus},
    {"Prompts/question.md", prompt_question, sizeof prompt_question},
    {"Prompts/questions.md", prompt_questions, sizeof prompt_questions},
    {"Prompts/answer.md", prompt_answer, sizeof prompt_answer},
    {"Sources/Curate/Rules/Rule+AnswerLength.swift", rule_answerlength, sizeof rule_answerlength},
    {"Sources/Curate/Rules/Rule+Arithmetic.swift", rule_arithmetic, sizeof rule_arithmetic},
    {"Sources/Curate/Rules/Rule+ControlCharacters.swift", rule_controlcharacters, sizeof rule_controlcharacters},
    {"Sources/Curate/Rules/Rule+CutSentence.swift", rule_cutsentence, sizeof rule_cutsentence},
    {"Sources/Curate/Rules/Rule+EchoesQuestion.swift", rule_echoesquestion, sizeof rule_echoesquestion},
    {"Sources/Curate/Rules/Rule+Empty.swift", rule_empty, sizeof rule_empty},
    {"Sources/Curate/Rules/Rule+EmptyCode.swift", rule_emptycode, sizeof rule_emptycode},
    {"Sources/Curate/Rules/Rule+EndsOpen.swift", rule_endsopen, sizeof rule_endsopen},
    {"Sources/Curate/Rules/Rule+Escapes.swift", rule_escapes, sizeof rule_escapes},
    {"Sources/Curate/Rules/Rule+FirstCharacter.swift", rule_firstcharacter, sizeof rule_firstcharacter},
    {"Sources/Curate/Rules/Rule+ImageRequest.swift", rule_imagerequest, sizeof rule_imagerequest},
    {"Sources/Curate/Rules/Rule+ImpossibleTask.swift", rule_impossibletask, sizeof rule_impossibletask},
    {"Sources/Curate/Rules/Rule+Keywords.swift", rule_keywords, sizeof rule_keywords},
    {"Sources/Curate/Rules/Rule+KnowledgeCutoff.swift", rule_knowledgecutoff, sizeof rule_knowledgecutoff},
    {"Sources/Curate/Rules/Rule+Language.swift", rule_language, sizeof rule_language},
    {"Sources/Curate/Rules/Rule+Length.swift", rule_length, sizeof rule_length},
    {"Sources/Curate/Rules/Rule+Merged.swift", rule_merged, sizeof rule_merged},
    {"Sources/Curate/Rules/Rule+MissingInput.swift", rule_missinginput, sizeof rule_missinginput},
    {"Sources/Curate/Rules/Rule+NoContent.swift", rule_nocontent, sizeof rule_nocontent},
    {"Sources/Curate/Rules/Rule+NoInput.swift", rule_noinput, sizeof rule_noinput},
    {"Sources/Curate/Rules/Rule+NoOutput.swift", rule_nooutput, sizeof rule_nooutput},
    {"Sources/Curate/Rules/Rule+Placeholder.swift", rule_placeholder, sizeof rule_placeholder},
    {"Sources/Curate/Rules/Rule+PromptLeak.swift", rule_promptleak, sizeof rule_promptleak},
    {"Sources/Curate/Rules/Rule+Refusal.swift", rule_refusal, sizeof rule_refusal},
    {"Sources/Curate/Rules/Rule+RepeatsInput.swift", rule_repeatsinput, sizeof rule_repeatsinput},
    {"Sources/Curate/Rules/Rule+RepeatsQuestion.swift", rule_repeatsquestion, sizeof rule_repeatsquestion},
    {"Sources/Curate/Rules/Rule+Repetition.swift", rule_repetition, sizeof rule_repetition},
    {"Sources/Curate/Rules/Rule+SelfIdentification.swift", rule_selfidentification, sizeof rule_selfidentification},
    {"Sources/Curate/Rules/Rule+SentenceLoop.swift", rule_sentenceloop, sizeof rule_sentenceloop},
    {"Sources/Curate/Rules/Rule+Sorry.swift", rule_sorry, sizeof rule_sorry},
    {"Sources/Curate/Rules/Rule+Truncated.swift", rule_truncated, sizeof rule_truncated},
    {"Sources/Curate/Rules/Rule+Unreachable.swift", rule_unreachable, sizeof rule_unreachable},
    {"Sources/Curate/Rules/Rule+WriteAProgram.swift", rule_writeaprogram, sizeof rule_writeaprogram},
    {"Prompts/ja/subjects.md", prompt_ja_subjects, sizeof prompt_ja_subjects},
    {"Prompts/ja/syllabus.md", prompt_ja_syllabus, sizeof prompt_ja_syllabus},
    {"Prompts/ja/question.md", prompt_ja_question, sizeof prompt_ja_question},
    {"Prompts/ja/questions.md", prompt_ja_questions, sizeof prompt_ja_questions},
    {"Prompts/ko/subjects.md", prompt_ko_subjects, sizeof prompt_ko_subjects},
    {"Prompts/ko/syllabus.md", prompt_ko_syllabus, sizeof prompt_ko_syllabus},
    {"Prompts/ko/question.md", prompt_ko_question, sizeof prompt_ko_question},
    {"Prompts/ko/questions.md", prompt_ko_questions, sizeof prompt_ko_questions},
    {"Prompts/zh/subjects.md", prompt_zh_subjects, sizeof prompt_zh_subjects},
    {"Prompts/zh/syllabus.md", prompt_zh_syllabus, sizeof prompt_zh_syllabus},
    {"Prompts/zh/question.md", prompt_zh_question, sizeof prompt_zh_question},
    {"Prompts/zh/questions.md", prompt_zh_questions, sizeof prompt_zh_questions},
    {"Prompts/fields.md", prompt_fields, sizeof prompt_fields},
    {"Prompts/taxonomy.md", prompt_taxonomy, sizeof prompt_taxonomy},
    {"Prompts/subjects-text.md", prompt_subjects_text, sizeof prompt_subjects_text},
    {"Prompts/structure-subjects.md", prompt_structure_subjects, sizeof prompt_structure_subjects},
    {"Prompts/syllabus-text.md", prompt_syllabus_text, sizeof prompt_syllabus_text},
    {"Prompts/structure-syllabus.md", prompt_structure_syllabus, sizeof prompt_structure_syllabus},
    {"Data/seed_tasks.jsonl", seed_tasks, sizeof seed_tasks},
    {"Prompts/alpaca-base.md", prompt_alpaca_base, sizeof prompt_alpaca_base},
    {"Prompts/alpaca.md", prompt_alpaca, sizeof prompt_alpaca},
    {"Prompts/class-instances-base.md", prompt_class_instances_base, sizeof prompt_class_instances_base},
    {"Prompts/class-instances.md", prompt_class_instances, sizeof prompt_class_instances},
    {"Prompts/class-instructions-base.md", prompt_class_instructions_base, sizeof prompt_class_instructions_base},
    {"Prompts/class-instructions.md", prompt_class_instructions, sizeof prompt_class_instructions},
    {"Prompts/classification-base.md", prompt_classification_base, sizeof prompt_classification_base},
    {"Prompts/classification.md", prompt_classification, sizeof prompt_classification},
    {"Prompts/context.md", prompt_context, sizeof prompt_context},
    {"Prompts/instances-base.md", prompt_instances_base, sizeof prompt_instances_base},
    {"Prompts/instances.md", prompt_instances, sizeof prompt_instances},
    {"Prompts/instructions-base.md", prompt_instructions_base, sizeof prompt_instructions_base},
    {"Prompts/instructions.md", prompt_instructions, sizeof prompt_instructions},
    {"Prompts/evolve-answer-creativity.md", prompt_evolve_answer_creativity, sizeof prompt_evolve_answer_creativity},
    {"Prompts/evolve-answer-depth.md", prompt_evolve_answer_depth, sizeof prompt_evolve_answer_depth},
    {"Prompts/evolve-answer-details.md", prompt_evolve_answer_details, sizeof prompt_evolve_answer_details},
    {"Prompts/evolve-answer-helpfulness.md", prompt_evolve_answer_helpfulness, sizeof prompt_evolve_answer_helpfulness},
    {"Prompts/evolve-answer-relevance.md", prompt_evolve_answer_relevance, sizeof prompt_evolve_answer_relevance},
    {"Prompts/evolve-breadth.md", prompt_evolve_breadth, sizeof prompt_evolve_breadth},
    {"Prompts/evolve-concretize.md", prompt_evolve_concretize, sizeof prompt_evolve_concretize},
    {"Prompts/evolve-constraints.md", prompt_evolve_constraints, sizeof prompt_evolve_constraints},
    {"Prompts/evolve-deepen.md", prompt_evolve_deepen, sizeof prompt_evolve_deepen},
    {"Prompts/evolve-input.md", prompt_evolve_input, sizeof prompt_evolve_input},
    {"Prompts/evolve-judge.md", prompt_evolve_judge, sizeof prompt_evolve_judge},
    {"Prompts/evolve-reasoning.md", prompt_evolve_reasoning, sizeof prompt_evolve_reasoning},
};

struct embedded_file embedded_find(const char *path) {
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
    if (strcmp(files[i].path, path) == 0)
      return files[i];
  return (struct embedded_file){path, NULL, 0};
}
