// Text files that the binary carries: schema.sql, the prompts and our own data.
#pragma once
#include <stddef.h>

/// One embedded file: its path in the repository and its bytes.
struct embedded_file {
  const char *path;
  const unsigned char *bytes;
  size_t count;
};

/// The file at `path`, or one without bytes (`bytes` is NULL).
struct embedded_file embedded_find(const char *path);
