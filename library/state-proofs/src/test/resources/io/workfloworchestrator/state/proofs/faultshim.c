/*
 * Fails, or records, file calls of the process that it is preloaded into.
 *
 * PROOF_CONTROL names a file that both sides map: the test says which call is to fail, on which path, when, how often and
 * with which error; the shim counts. PROOF_TRACE names a file to which every change of a file below PROOF_ROOT is
 * appended, in the order in which it was made, as a power cut would find it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum { WRITE = 1, SYNC = 2, OPEN = 3, RENAME = 4, TRUNCATE = 5, UNLINK = 6, MKDIR = 7, LINK = 8, LOCK = 9 };

struct control {
  volatile int32_t call;   /* which kind of call fails; 0: none */
  volatile int32_t after;  /* so many of them pass first */
  volatile int32_t times;  /* so many of them fail then */
  volatile int32_t error;  /* with this errno; 0: a write is short */
  volatile int32_t hits;   /* so many failed */
  volatile int32_t seen;   /* so many were made */
};

static struct control none;
static struct control *control = &none;
static const char *root;
static int trace = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("PROOF_CONTROL");
  root = getenv("PROOF_ROOT");
  if (path) {
    int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR, 0);
    if (fd >= 0) {
      void *map = mmap(0, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
      if (map != MAP_FAILED) control = map;
      close(fd);
    }
  }
  path = getenv("PROOF_TRACE");
  if (path) trace = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND, 0600);
}

static int ours(const char *path) { return root && path && strstr(path, root) != 0; }

/* The path of a descriptor, if it is below the root. */
static int path_of(int fd, char *out) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, out, 4095);
  if (n <= 0) return 0;
  out[n] = 0;
  return ours(out);
}

/* -1 with errno when this call is to fail; 1 when a write is to be short. */
static int fault(int call) {
  if (control->call != call) return 0;
  int result = 0;
  pthread_mutex_lock(&lock);
  int n = control->seen++;
  if (n >= control->after && n < control->after + control->times) {
    control->hits++;
    if (control->error) { errno = control->error; result = -1; } else result = 1;
  }
  pthread_mutex_unlock(&lock);
  return result;
}

static void put(const void *data, size_t n) {
  const char *p = data;
  while (n > 0) {
    ssize_t w = syscall(SYS_write, trace, p, n);
    if (w <= 0) return;
    p += w;
    n -= (size_t)w;
  }
}

/* kind, length of path, path, length of second path, second path, offset, length of data, data; numbers big endian */
static void number(uint64_t value, int bytes) {
  unsigned char out[8];
  for (int i = 0; i < bytes; i++) out[i] = (unsigned char)(value >> (8 * (bytes - 1 - i)));
  put(out, (size_t)bytes);
}

static void note(char kind, const char *path, const char *second, uint64_t offset, const void *data, size_t n) {
  if (trace < 0) return;
  int saved = errno;
  pthread_mutex_lock(&lock);
  put(&kind, 1);
  number(strlen(path), 4); put(path, strlen(path));
  number(second ? strlen(second) : 0, 4); if (second) put(second, strlen(second));
  number(offset, 8);
  number(n, 4); if (n) put(data, n);
  pthread_mutex_unlock(&lock);
  errno = saved;
}

ssize_t pwrite64(int fd, const void *data, size_t n, off64_t at) {
  REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
  char path[4096];
  if ((control->call == WRITE || trace >= 0) && path_of(fd, path)) {
    int f = fault(WRITE);
    if (f < 0) return -1;
    if (f > 0 && n > 1) n /= 2;
    ssize_t done = real(fd, data, n, at);
    if (done > 0) note('w', path, 0, (uint64_t)at, data, (size_t)done);
    return done;
  }
  return real(fd, data, n, at);
}
ssize_t pwrite(int fd, const void *data, size_t n, off_t at) { return pwrite64(fd, data, n, at); }

ssize_t write(int fd, const void *data, size_t n) {
  REAL(ssize_t, "write", int, const void *, size_t);
  char path[4096];
  if ((control->call == WRITE || trace >= 0) && path_of(fd, path)) {
    int f = fault(WRITE);
    if (f < 0) return -1;
    if (f > 0 && n > 1) n /= 2;
    off_t at = lseek(fd, 0, SEEK_CUR);
    ssize_t done = real(fd, data, n);
    if (done > 0) note('w', path, 0, (uint64_t)at, data, (size_t)done);
    return done;
  }
  return real(fd, data, n);
}

static int synced(int fd, int (*real)(int)) {
  char path[4096];
  if ((control->call == SYNC || trace >= 0) && path_of(fd, path)) {
    if (fault(SYNC)) { note('f', path, 0, 0, 0, 0); return -1; }
    int done = real(fd);
    if (done == 0) note('s', path, 0, 0, 0, 0);
    return done;
  }
  return real(fd);
}
int fsync(int fd) { REAL(int, "fsync", int); return synced(fd, real); }
int fdatasync(int fd) { REAL(int, "fdatasync", int); return synced(fd, real); }

/* Locks of bytes of a file; every other command passes. */
static int controlled(int fd, int command, void *argument, int (*real)(int, int, ...)) {
  char path[4096];
  if (control->call == LOCK && (command == F_SETLK || command == F_SETLKW) && path_of(fd, path) && fault(LOCK)) return -1;
  return real(fd, command, argument);
}
int fcntl64(int fd, int command, ...) {
  static int (*real)(int, int, ...);
  if (!real) real = (int (*)(int, int, ...))dlsym(RTLD_NEXT, "fcntl64");
  va_list more;
  va_start(more, command);
  void *argument = va_arg(more, void *);
  va_end(more);
  return controlled(fd, command, argument, real);
}
int fcntl(int fd, int command, ...) {
  va_list more;
  va_start(more, command);
  void *argument = va_arg(more, void *);
  va_end(more);
  return fcntl64(fd, command, argument);
}

int ftruncate64(int fd, off64_t size) {
  REAL(int, "ftruncate64", int, off64_t);
  char path[4096];
  if ((control->call == TRUNCATE || trace >= 0) && path_of(fd, path)) {
    if (fault(TRUNCATE)) return -1;
    int done = real(fd, size);
    if (done == 0) note('t', path, 0, (uint64_t)size, 0, 0);
    return done;
  }
  return real(fd, size);
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int opened(const char *path, int flags, mode_t mode) {
  static int (*real)(const char *, int, ...);
  if (!real) real = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open64");
  if (!ours(path)) return real(path, flags, mode);
  if (fault(OPEN)) return -1;
  int there = trace >= 0 && (flags & O_CREAT) ? access(path, F_OK) == 0 : 1;
  int fd = real(path, flags, mode);
  if (fd >= 0 && !there) note('c', path, 0, 0, 0, 0);
  if (fd >= 0 && there && (flags & O_TRUNC)) note('t', path, 0, 0, 0, 0);
  return fd;
}
int open64(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = va_arg(more, mode_t);
  va_end(more);
  return opened(path, flags, mode);
}
int open(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = va_arg(more, mode_t);
  va_end(more);
  return opened(path, flags, mode);
}

int rename(const char *from, const char *to) {
  REAL(int, "rename", const char *, const char *);
  if (!ours(from)) return real(from, to);
  if (fault(RENAME)) return -1;
  int done = real(from, to);
  if (done == 0) note('r', from, to, 0, 0, 0);
  return done;
}

int link(const char *from, const char *to) {
  REAL(int, "link", const char *, const char *);
  if (!ours(from)) return real(from, to);
  if (fault(LINK)) return -1;
  int done = real(from, to);
  if (done == 0) note('l', from, to, 0, 0, 0);
  return done;
}

int unlink(const char *path) {
  REAL(int, "unlink", const char *);
  if (!ours(path)) return real(path);
  if (fault(UNLINK)) return -1;
  int done = real(path);
  if (done == 0) note('u', path, 0, 0, 0, 0);
  return done;
}

int mkdir(const char *path, mode_t mode) {
  REAL(int, "mkdir", const char *, mode_t);
  if (!ours(path)) return real(path, mode);
  if (fault(MKDIR)) return -1;
  int done = real(path, mode);
  if (done == 0) note('m', path, 0, 0, 0, 0);
  return done;
}

/* The calls of java.nio.file.SecureDirectoryStream, relative to a folder that is open. */
static const char *whole(int folder, const char *path, char *out) {
  char above[4096];
  if (path[0] == '/' || !path_of(folder, above)) return path;
  if (snprintf(out, 8192, "%s/%s", above, path) < 0) return path;
  return out;
}

int openat64(int folder, const char *path, int flags, ...) {
  static int (*real)(int, const char *, int, ...);
  if (!real) real = (int (*)(int, const char *, int, ...))dlsym(RTLD_NEXT, "openat64");
  va_list more;
  va_start(more, flags);
  mode_t mode = va_arg(more, mode_t);
  va_end(more);
  char out[8192];
  const char *full = whole(folder, path, out);
  if (!ours(full)) return real(folder, path, flags, mode);
  if (fault(OPEN)) return -1;
  int there = trace >= 0 && (flags & O_CREAT) ? faccessat(folder, path, F_OK, 0) == 0 : 1;
  int fd = real(folder, path, flags, mode);
  if (fd >= 0 && !there) note('c', full, 0, 0, 0, 0);
  if (fd >= 0 && there && (flags & O_TRUNC)) note('t', full, 0, 0, 0, 0);
  return fd;
}

int renameat(int from, const char *a, int to, const char *b) {
  REAL(int, "renameat", int, const char *, int, const char *);
  char first[8192], second[8192];
  const char *x = whole(from, a, first), *y = whole(to, b, second);
  if (!ours(x)) return real(from, a, to, b);
  if (fault(RENAME)) return -1;
  int done = real(from, a, to, b);
  if (done == 0) note('r', x, y, 0, 0, 0);
  return done;
}

int unlinkat(int folder, const char *path, int flags) {
  REAL(int, "unlinkat", int, const char *, int);
  char out[8192];
  const char *full = whole(folder, path, out);
  if (!ours(full)) return real(folder, path, flags);
  if (fault(UNLINK)) return -1;
  int done = real(folder, path, flags);
  if (done == 0) note('u', full, 0, 0, 0, 0);
  return done;
}
