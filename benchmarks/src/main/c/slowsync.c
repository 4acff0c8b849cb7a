/*
 * Makes every sync of this process and its children take SYNC_US microseconds longer: a disk that is slower than the one at
 * hand. Used with LD_PRELOAD; docs/benchmarks.md says how.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static void wait_as_told(void) {
  const char *us = getenv("SYNC_US");
  if (us) usleep((useconds_t)atoi(us));
}

int fsync(int fd) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  wait_as_told();
  return real(fd);
}

int fdatasync(int fd) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  wait_as_told();
  return real(fd);
}
