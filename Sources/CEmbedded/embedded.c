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

static const struct embedded_file files[] = {
    {"schema.sql", schema, sizeof schema},
    {"Data/taxonomy.json", taxonomy, sizeof taxonomy},
    {"Prompts/subjects.md", prompt_subjects, sizeof prompt_subjects},
    {"Prompts/syllabus.md", prompt_syllabus, sizeof prompt_syllabus},
    {"Prompts/question.md", prompt_question, sizeof prompt_question},
    {"Prompts/questions.md", prompt_questions, sizeof prompt_questions},
    {"Prompts/answer.md", prompt_answer, sizeof prompt_answer},
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
};

struct embedded_file embedded_find(const char *path) {
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
    if (strcmp(files[i].path, path) == 0)
      return files[i];
  return (struct embedded_file){path, NULL, 0};
}
