// Text files that the binary carries: schema.sql, the prompts, our own data, and the rules' help.
#pragma once

/// The text of the file at `path` in the repository, ended by a NUL; NULL if it is not carried.
const char *embedded_text(const char *path);
