#include "CCurl.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

/* The version with which Debian 11 began; older ones know no curl_multi_poll. */
#define OLDEST 0x074400

static struct {
  __typeof__(&curl_global_init) global_init;
  __typeof__(&curl_version_info) version_info;
  __typeof__(&curl_easy_init) easy_init;
  __typeof__(&curl_easy_cleanup) easy_cleanup;
  CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
  CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
  __typeof__(&curl_slist_append) slist_append;
  __typeof__(&curl_slist_free_all) slist_free_all;
  __typeof__(&curl_multi_init) multi_init;
  __typeof__(&curl_multi_cleanup) multi_cleanup;
  CURLMcode (*multi_setopt)(CURLM *, CURLMoption, ...);
  __typeof__(&curl_multi_add_handle) multi_add_handle;
  __typeof__(&curl_multi_remove_handle) multi_remove_handle;
  __typeof__(&curl_multi_perform) multi_perform;
  __typeof__(&curl_multi_poll) multi_poll;
  __typeof__(&curl_multi_wakeup) multi_wakeup;
  __typeof__(&curl_multi_info_read) multi_info_read;
} c;

static const char *trouble;

#define FIND(name) \
  if (!(*(void **)&c.name = dlsym(library, "curl_" #name))) { \
    trouble = "the libcurl of this system is too old"; \
    return; \
  }

static void open_once(void) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) library = dlopen("libcurl-gnutls.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    trouble = "the library libcurl.so.4 is not here";
    return;
  }
  FIND(global_init)
  FIND(version_info)
  FIND(easy_init)
  FIND(easy_cleanup)
  FIND(easy_setopt)
  FIND(easy_getinfo)
  FIND(slist_append)
  FIND(slist_free_all)
  FIND(multi_init)
  FIND(multi_cleanup)
  FIND(multi_setopt)
  FIND(multi_add_handle)
  FIND(multi_remove_handle)
  FIND(multi_perform)
  FIND(multi_poll)
  FIND(multi_wakeup)
  FIND(multi_info_read)
  const curl_version_info_data *version = c.version_info(CURLVERSION_NOW);
  if (version->version_num < OLDEST) {
    trouble = "the libcurl of this system is too old";
  } else if (c.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
    trouble = "libcurl does not start";
  }
}

const char *lede_curl_open(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_once);
  return trouble;
}

CURL *lede_curl_make(void) { return c.easy_init(); }
void lede_curl_drop(CURL *easy) { c.easy_cleanup(easy); }

CURLcode lede_curl_set_number(CURL *easy, CURLoption option, long value) {
  return c.easy_setopt(easy, option, value);
}
CURLcode lede_curl_set_text(CURL *easy, CURLoption option, const char *value) {
  return c.easy_setopt(easy, option, value);
}
CURLcode lede_curl_set_pointer(CURL *easy, CURLoption option, void *value) {
  return c.easy_setopt(easy, option, value);
}
CURLcode lede_curl_set_taker(CURL *easy, CURLoption option, curl_write_callback taker) {
  return c.easy_setopt(easy, option, taker);
}
CURLcode lede_curl_set_opener(CURL *easy, curl_opensocket_callback opener) {
  return c.easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, opener);
}

long lede_curl_number(CURL *easy, CURLINFO info) {
  long value = 0;
  return c.easy_getinfo(easy, info, &value) == CURLE_OK ? value : 0;
}
const char *lede_curl_text(CURL *easy, CURLINFO info) {
  const char *value = NULL;
  return c.easy_getinfo(easy, info, &value) == CURLE_OK ? value : NULL;
}

struct curl_slist *lede_curl_append(struct curl_slist *list, const char *text) {
  struct curl_slist *longer = c.slist_append(list, text);
  return longer ? longer : list;
}
void lede_curl_free(struct curl_slist *list) { c.slist_free_all(list); }

CURLM *lede_curl_make_many(void) { return c.multi_init(); }
void lede_curl_drop_many(CURLM *many) { c.multi_cleanup(many); }
CURLMcode lede_curl_keep(CURLM *many, long connections) {
  return c.multi_setopt(many, CURLMOPT_MAXCONNECTS, connections);
}
CURLMcode lede_curl_add(CURLM *many, CURL *easy) { return c.multi_add_handle(many, easy); }
CURLMcode lede_curl_remove(CURLM *many, CURL *easy) { return c.multi_remove_handle(many, easy); }
CURLMcode lede_curl_perform(CURLM *many) {
  int running;
  return c.multi_perform(many, &running);
}
CURLMcode lede_curl_wait(CURLM *many, int milliseconds) {
  return c.multi_poll(many, NULL, 0, milliseconds, NULL);
}
CURLMcode lede_curl_wake(CURLM *many) { return c.multi_wakeup(many); }

CURL *lede_curl_finished(CURLM *many, CURLcode *result) {
  int left;
  for (CURLMsg *message; (message = c.multi_info_read(many, &left));) {
    if (message->msg != CURLMSG_DONE) continue;
    *result = message->data.result;
    return message->easy_handle;
  }
  return NULL;
}
