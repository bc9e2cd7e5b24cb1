// What Swift cannot import from <curl/curl.h>: variadic functions, one wrapper per argument type.
#pragma once
#include <curl/curl.h>
#ifdef __linux__
#include <sys/epoll.h>  // which Swift's Glibc module leaves out
#endif
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

static inline CURLcode seedbed_set_long(CURL *h, CURLoption o, long v) {
  return curl_easy_setopt(h, o, v);
}
static inline CURLcode seedbed_set_string(CURL *h, CURLoption o, const char *v) {
  return curl_easy_setopt(h, o, v);
}
static inline CURLcode seedbed_set_pointer(CURL *h, CURLoption o, const void *v) {
  return curl_easy_setopt(h, o, v);
}
typedef size_t (*seedbed_write)(char *, size_t, size_t, void *);
static inline CURLcode seedbed_set_callback(CURL *h, CURLoption o, seedbed_write f) {
  return curl_easy_setopt(h, o, f);
}
static inline CURLcode seedbed_get_long(CURL *h, CURLINFO i, long *v) {
  return curl_easy_getinfo(h, i, v);
}
static inline CURLcode seedbed_get_offset(CURL *h, CURLINFO i, curl_off_t *v) {
  return curl_easy_getinfo(h, i, v);
}
static inline CURLcode seedbed_get_pointer(CURL *h, CURLINFO i, void **v) {
  return curl_easy_getinfo(h, i, v);
}
static inline CURLMcode seedbed_multi_set_long(CURLM *m, CURLMoption o, long v) {
  return curl_multi_setopt(m, o, v);
}
static inline CURLMcode seedbed_multi_on_socket(CURLM *m, curl_socket_callback f, void *data) {
  CURLMcode code = curl_multi_setopt(m, CURLMOPT_SOCKETDATA, data);
  return code == CURLM_OK ? curl_multi_setopt(m, CURLMOPT_SOCKETFUNCTION, f) : code;
}
static inline CURLMcode seedbed_multi_on_timer(CURLM *m, curl_multi_timer_callback f, void *data) {
  CURLMcode code = curl_multi_setopt(m, CURLMOPT_TIMERDATA, data);
  return code == CURLM_OK ? curl_multi_setopt(m, CURLMOPT_TIMERFUNCTION, f) : code;
}
