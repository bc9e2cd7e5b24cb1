#include "mentions.h"

#if defined(__x86_64__) && defined(__GLIBC__)
// The processor at hand decides, once, when the program is loaded.
__attribute__((target_clones("popcnt", "default")))
#endif
size_t seedbed_passing(
    struct seedbed_bounds bounds, const uint32_t *keys, const uint64_t *signatures, size_t count,
    uint32_t *passed) {
  size_t found = 0;
  for (size_t index = 0; index < count; index++) {
    int64_t length = keys[index] >> 16, place = keys[index] & 0xFFFF;
    int64_t slack = length - bounds.shared[length] + bounds.extra - place;
    int64_t most = bounds.left - length + 2 * slack + place;
    int isNear = __builtin_popcountll(bounds.rest ^ signatures[index]) <= most;
    // Without branches: which way they go cannot be foreseen.
    passed[found] = (uint32_t)index;
    found += ((slack >= 0) & isNear) | (length == 0xFFFF);
  }
  return found;
}
