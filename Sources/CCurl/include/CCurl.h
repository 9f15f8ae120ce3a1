/* libcurl, opened when something is fetched and never before.
   URLSession is not used: linked in, it brings 50 MB of program and thirty libraries along, whose
   loading takes as long as lede's whole first screen; it shows neither the address that a redirect
   leads to nor a header before it has stored it, and lede has to refuse both. Underneath it is
   libcurl all the same. */
#ifndef LEDE_CCURL_H
#define LEDE_CCURL_H
#include <curl/curl.h>
#include <stdbool.h>

/* Opens the library; NULL, or why it cannot be used. May be called again, on any thread. */
const char *lede_curl_open(void);

/* The functions of libcurl that lede uses, without variable arguments, which Swift cannot pass. */
CURL *lede_curl_make(void);
void lede_curl_drop(CURL *easy);
CURLcode lede_curl_set_number(CURL *easy, CURLoption option, long value);
CURLcode lede_curl_set_text(CURL *easy, CURLoption option, const char *value);
CURLcode lede_curl_set_pointer(CURL *easy, CURLoption option, void *value);
CURLcode lede_curl_set_taker(CURL *easy, CURLoption option, curl_write_callback taker);
CURLcode lede_curl_set_opener(CURL *easy, curl_opensocket_callback opener);
long lede_curl_number(CURL *easy, CURLINFO info);
const char *lede_curl_text(CURL *easy, CURLINFO info);
struct curl_slist *lede_curl_append(struct curl_slist *list, const char *text);
void lede_curl_free(struct curl_slist *list);

CURLM *lede_curl_make_many(void);
void lede_curl_drop_many(CURLM *many);
CURLMcode lede_curl_keep(CURLM *many, long connections);
CURLMcode lede_curl_add(CURLM *many, CURL *easy);
CURLMcode lede_curl_remove(CURLM *many, CURL *easy);
CURLMcode lede_curl_perform(CURLM *many);
CURLMcode lede_curl_wait(CURLM *many, int milliseconds);
/* Ends a wait; the one call that any thread may make. */
CURLMcode lede_curl_wake(CURLM *many);
/* A transfer that is over and how it ended, or NULL. */
CURL *lede_curl_finished(CURLM *many, CURLcode *result);
#endif
