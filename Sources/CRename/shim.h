// Swapping two paths in one step, which Swift's Glibc does not import.
#pragma once
#if defined(__linux__)
#include <sys/syscall.h>
extern long syscall(long number, ...);
// AT_FDCWD is -100, RENAME_EXCHANGE is 2 (<linux/fs.h>).
static inline int seedbed_exchange(const char *a, const char *b) {
  return (int)syscall(SYS_renameat2, -100, a, -100, b, 2u);
}
#else
#include <stdio.h>
static inline int seedbed_exchange(const char *a, const char *b) {
  return renamex_np(a, b, RENAME_SWAP);
}
#endif
