// Writes pairs into the tables of schema.sql as plainly as SQLite's C interface can: prepared
// statements in one transaction, and nothing read, hashed or checked; and reads them again through
// the view. What Seedbed's import and query are measured against.
// Usage: plain DB SCHEMA.SQL < question TAB answer lines; plain DB > the same lines
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static sqlite3 *db;

static void check(int code) {
  if (code == SQLITE_OK || code == SQLITE_DONE) return;
  fprintf(stderr, "%s\n", sqlite3_errmsg(db));
  exit(1);
}

static void run(const char *sql) { check(sqlite3_exec(db, sql, 0, 0, 0)); }

static sqlite3_stmt *prepare(const char *sql) {
  sqlite3_stmt *statement;
  check(sqlite3_prepare_v2(db, sql, -1, &statement, 0));
  return statement;
}

static void step(sqlite3_stmt *statement) {
  check(sqlite3_step(statement));
  sqlite3_reset(statement);
}

// 32 digits that look random, so that the index of keys is filled as by real ones.
static void key(char *digits, unsigned long long number) {
  for (int half = 0; half < 2; half++) {
    unsigned long long z = (number * 2 + half) * 0x9E3779B97F4A7C15ull;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    snprintf(digits + 16 * half, 17, "%016llx", z ^ (z >> 31));
  }
}

static char *schema(const char *path) {
  static char text[1 << 20];
  FILE *file = fopen(path, "r");
  if (!file) exit(1);
  text[fread(text, 1, sizeof text - 1, file)] = 0;
  fclose(file);
  return text;
}

static void artifact(sqlite3_stmt *insert, long id, const char *kind, const char *text, int length,
                     long line) {
  char digits[33], place[32];
  key(digits, id);
  int size = snprintf(place, sizeof place, "%ld", line);
  snprintf(place, sizeof place, "%c%ld%s", 'a' + size - 1, line, *kind == 'a' ? ".a0" : "");
  sqlite3_bind_int64(insert, 1, id);
  sqlite3_bind_text(insert, 2, digits, 32, SQLITE_STATIC);
  sqlite3_bind_text(insert, 3, kind, -1, SQLITE_STATIC);
  sqlite3_bind_text(insert, 4, text, length, SQLITE_STATIC);
  sqlite3_bind_text(insert, 5, place, -1, SQLITE_STATIC);
  step(insert);
}

static int read_out(void) {
  sqlite3_stmt *rows = prepare("SELECT question, answer FROM examples");
  int code;
  while ((code = sqlite3_step(rows)) == SQLITE_ROW)
    for (int column = 0; column < 2; column++) {
      const unsigned char *text = sqlite3_column_text(rows, column);
      fwrite(text, 1, sqlite3_column_bytes(rows, column), stdout);
      putchar(column ? '\n' : '\t');
    }
  check(code);
  return 0;
}

int main(int count, char **arguments) {
  if (count != 2 && count != 3) return 2;
  check(sqlite3_open(arguments[1], &db));
  if (count == 2) return read_out();
  run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536");
  run(schema(arguments[2]));
  run("INSERT INTO plan (key, method, parameters, seed, created_at)"
      " VALUES ('00000000000000000000000000000000', 'import', '{}', 0, '2026-01-01')");
  sqlite3_stmt *insert = prepare(
      "INSERT INTO artifact (id, key, item_id, version, kind, text, origin, method, plan_id,"
      " sequence, created_at) VALUES (?1, ?2, ?1, 1, ?3, ?4, '[\"content\",\"0\"]', 'import', 1,"
      " ?5, '2026-01-01T00:00:00.000Z')");
  sqlite3_stmt *link = prepare("INSERT INTO lineage (child_id, role, position, parent_id)"
                               " VALUES (?, 'question', 0, ?)");
  sqlite3_stmt *question = prepare("INSERT INTO standing (artifact_id, kind, status,"
                                   " conversation_id, turn) VALUES (?1, 'question', 'live', ?1, 1)");
  sqlite3_stmt *answer = prepare("INSERT INTO standing (artifact_id, kind, status, chosen,"
                                 " question_id) VALUES (?, 'answer', 'live', 1, ?)");
  char *line = 0;
  size_t capacity = 0;
  ssize_t length;
  long id = 0, number = 0;
  run("BEGIN");
  while ((length = getline(&line, &capacity, stdin)) > 0) {
    char *tab = strchr(line, '\t');
    if (!tab) continue;
    number++;
    artifact(insert, ++id, "question", line, tab - line, number);
    sqlite3_bind_int64(question, 1, id);
    step(question);
    artifact(insert, ++id, "answer", tab + 1, length - (tab - line) - 2, number);
    sqlite3_bind_int64(link, 1, id), sqlite3_bind_int64(link, 2, id - 1);
    step(link);
    sqlite3_bind_int64(answer, 1, id), sqlite3_bind_int64(answer, 2, id - 1);
    step(answer);
  }
  run("COMMIT");
  return 0;
}
