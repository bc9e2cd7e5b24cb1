// What Swift cannot import from <sqlite3.h>: a macro that casts, and variadic functions.
#pragma once
#include <sqlite3.h>

// SQLITE_TRANSIENT is a cast of -1 to a function pointer, which Swift does not import.
static inline int seedbed_bind_text(sqlite3_stmt *s, int i, const char *p, sqlite3_uint64 n) {
  return sqlite3_bind_text64(s, i, p, n, SQLITE_TRANSIENT, SQLITE_UTF8);
}
static inline void seedbed_result_text(sqlite3_context *c, const char *p, sqlite3_uint64 n) {
  sqlite3_result_text64(c, p, n, SQLITE_TRANSIENT, SQLITE_UTF8);
}
// Without counting memory, which nobody asks for, allocations need no lock of their own.
static inline int seedbed_count_no_memory(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
// Leaves the write-ahead log of a file that may be another program's as it is when closing.
static inline int seedbed_keep_log(sqlite3 *db, int keep) {
  return sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep, (int *)0);
}
// Double-quoted strings that are no identifiers are errors, not text.
static inline int seedbed_refuse_quoted_strings(sqlite3 *db) {
  int a = sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, (int *)0);
  int b = sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, (int *)0);
  return a != SQLITE_OK ? a : b;
}
