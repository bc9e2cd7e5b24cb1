// The innermost loop of the near-duplicate join, in C for what Swift has no word for: counting bits in one
// instruction where the processor has it, without asking every processor for it.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// What the mentions of one element are held against, see `Probe.scan` in Curate.
struct seedbed_bounds {
  /// The parities of what is left of the sequence that is looked up.
  uint64_t rest;
  /// How many of its elements are left.
  int64_t left;
  /// For every length of another sequence how many elements the two have to share at least.
  const int32_t *shared;
  /// How many shared elements may have been come across before.
  int64_t extra;
};

/// Writes to `passed` which of `count` mentions are not excluded, and returns how many these are.
///
/// A key is the length of the sequence that is mentioned in the upper half and the place of the element in it
/// in the lower one; a length of 65,535 is never excluded. `passed` has room for all.
size_t seedbed_passing(
    struct seedbed_bounds bounds, const uint32_t *keys, const uint64_t *signatures, size_t count,
    uint32_t *passed);

/// Asks for memory ahead of its use.
static inline void seedbed_prefetch(const void *address) { __builtin_prefetch(address); }
