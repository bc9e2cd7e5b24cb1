// Asking for memory ahead of its use, which Swift has no word for.
#pragma once
static inline void seedbed_prefetch(const void *address) { __builtin_prefetch(address); }
