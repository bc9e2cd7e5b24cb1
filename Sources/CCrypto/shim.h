// SHA-256 from libcrypto. The streaming functions are used, not EVP: EVP looks its algorithm up at
// each call, which costs more than hashing a key's worth of text.
#pragma once
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
