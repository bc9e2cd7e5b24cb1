#include "embedded.h"
#include <string.h>

// #embed, because a byte array written out in Swift takes the compiler 11 s for 50 KB.
static const unsigned char schema[] = {
#embed "../../schema.sql"
};

static const struct embedded_file files[] = {
    {"schema.sql", schema, sizeof schema},
};

struct embedded_file embedded_find(const char *path) {
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
    if (strcmp(files[i].path, path) == 0)
      return files[i];
  return (struct embedded_file){path, NULL, 0};
}
