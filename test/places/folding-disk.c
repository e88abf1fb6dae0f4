/*
 * Shows a folder as a Mac's disk would: a name is kept as it was written, and found by any case and form of its accents.
 *
 * `folding-disk FOLDER MOUNTPOINT` returns when it is mounted, and serves it until it is unmounted. In C, because the
 * kernel may remember no name here and asks anew for each part of each path. Needs libfuse3 and libunistring.
 */
#define FUSE_USE_VERSION 31
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fuse.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unicase.h>
#include <uninorm.h>
#include <unistr.h>
#include <unistd.h>

#define OUTCOME(call) ((call) == -1 ? -errno : 0)

static char folder[PATH_MAX];
/** Beside the folder: where files that are removed while somebody has them open keep the name that libfuse gives them. */
static char removed[PATH_MAX + 16];

static int is_ascii(const char *text) {
  while ((signed char)*text > 0) text++;
  return *text == '\0';
}

static int is_same_name(const char *left, const char *right) {
  if (is_ascii(left) && is_ascii(right)) return strcasecmp(left, right) == 0;
  const uint8_t *one = (const uint8_t *)left, *other = (const uint8_t *)right;
  int order = -1;
  u8_casecmp(one, strlen(left), other, strlen(right), NULL, UNINORM_NFD, &order);
  return order == 0;
}

/** Gives the last part of a path the spelling that its folder has; leaves it where the folder has none. */
static void spell(char *path) {
  struct stat status;
  char *name = strrchr(path, '/') + 1;
  if (lstat(path, &status) == 0) return;
  name[-1] = '\0';
  DIR *listing = opendir(path);
  name[-1] = '/';
  if (!listing) return;
  for (struct dirent *entry; (entry = readdir(listing));) {
    if (!is_same_name(entry->d_name, name) || name + strlen(entry->d_name) >= path + PATH_MAX) continue;
    strcpy(name, entry->d_name);
    break;
  }
  closedir(listing);
}

/** Where a path lies, by the names that are there; answers 0, or why there can be no such path. */
static int find(const char *path, char *stored) {
  const char *last = strrchr(path, '/');
  if (strncmp(last, "/.fuse_hidden", 13) == 0) return sprintf(stored, "%s%s", removed, last) > 0 ? 0 : -EINVAL;
  // As on a Mac, a name is text.
  if (u8_check((const uint8_t *)path, strlen(path))) return -EILSEQ;
  strcpy(stored, folder);
  char *end = stored + strlen(stored);
  for (const char *part = path; *part;) {
    while (*part == '/') part++;
    size_t length = strcspn(part, "/");
    if (length == 0) break;
    if (length > NAME_MAX || end + length + 2 > stored + PATH_MAX) return -ENAMETOOLONG;
    *end++ = '/';
    memcpy(end, part, length);
    end[length] = '\0';
    spell(stored);
    end += strlen(end);
    part += length;
  }
  return 0;
}

#define FIND(path, stored) \
  char stored[PATH_MAX]; \
  { int refusal = find(path, stored); if (refusal) return refusal; }

/** What is made belongs to whoever asked for it. */
static int give_away(const char *stored, int outcome) {
  struct fuse_context *caller = fuse_get_context();
  return outcome == 0 ? OUTCOME(lchown(stored, caller->uid, caller->gid)) : outcome;
}

static void *fold_init(struct fuse_conn_info *connection, struct fuse_config *config) {
  (void)connection;
  config->use_ino = 1;
  // A name that the kernel remembers outlives what is done to the file by another spelling.
  config->entry_timeout = config->attr_timeout = config->negative_timeout = 0;
  return NULL;
}

static int fold_getattr(const char *path, struct stat *status, struct fuse_file_info *open) {
  if (open) return OUTCOME(fstat(open->fh, status));
  FIND(path, stored)
  return OUTCOME(lstat(stored, status));
}

static int fold_readdir(const char *path, void *buffer, fuse_fill_dir_t fill, off_t offset, struct fuse_file_info *open,
                        enum fuse_readdir_flags flags) {
  (void)offset, (void)open, (void)flags;
  FIND(path, stored)
  DIR *listing = opendir(stored);
  if (!listing) return -errno;
  for (struct dirent *entry; (entry = readdir(listing));) {
    struct stat status = { .st_ino = entry->d_ino, .st_mode = DTTOIF(entry->d_type) };
    fill(buffer, entry->d_name, &status, 0, 0);
  }
  closedir(listing);
  return 0;
}

static int fold_readlink(const char *path, char *target, size_t size) {
  FIND(path, stored)
  ssize_t length = readlink(stored, target, size - 1);
  if (length == -1) return -errno;
  target[length] = '\0';
  return 0;
}

static int fold_mknod(const char *path, mode_t mode, dev_t device) {
  FIND(path, stored)
  return give_away(stored, OUTCOME(mknod(stored, mode, device)));
}

static int fold_mkdir(const char *path, mode_t mode) {
  FIND(path, stored)
  return give_away(stored, OUTCOME(mkdir(stored, mode)));
}

static int fold_symlink(const char *target, const char *path) {
  FIND(path, stored)
  return give_away(stored, OUTCOME(symlink(target, stored)));
}

static int fold_link(const char *source, const char *path) {
  FIND(source, before)
  FIND(path, stored)
  return OUTCOME(link(before, stored));
}

static int fold_unlink(const char *path) {
  FIND(path, stored)
  return OUTCOME(unlink(stored));
}

static int fold_rmdir(const char *path) {
  FIND(path, stored)
  return OUTCOME(rmdir(stored));
}

static int fold_rename(const char *source, const char *path, unsigned int flags) {
  FIND(source, before)
  FIND(path, after)
  // What is only spelled otherwise gets its new spelling.
  if (strcmp(before, after) == 0) strcpy(strrchr(after, '/'), strrchr(path, '/'));
  return OUTCOME(renameat2(AT_FDCWD, before, AT_FDCWD, after, flags));
}

static int fold_chmod(const char *path, mode_t mode, struct fuse_file_info *open) {
  if (open) return OUTCOME(fchmod(open->fh, mode));
  FIND(path, stored)
  return OUTCOME(chmod(stored, mode));
}

static int fold_chown(const char *path, uid_t user, gid_t group, struct fuse_file_info *open) {
  if (open) return OUTCOME(fchown(open->fh, user, group));
  FIND(path, stored)
  return OUTCOME(lchown(stored, user, group));
}

static int fold_utimens(const char *path, const struct timespec times[2], struct fuse_file_info *open) {
  if (open) return OUTCOME(futimens(open->fh, times));
  FIND(path, stored)
  return OUTCOME(utimensat(AT_FDCWD, stored, times, AT_SYMLINK_NOFOLLOW));
}

static int fold_truncate(const char *path, off_t size, struct fuse_file_info *open) {
  if (open) return OUTCOME(ftruncate(open->fh, size));
  FIND(path, stored)
  return OUTCOME(truncate(stored, size));
}

static int opened(int handle, struct fuse_file_info *open) {
  if (handle == -1) return -errno;
  open->fh = handle;
  return 0;
}

static int fold_open(const char *path, struct fuse_file_info *file) {
  FIND(path, stored)
  return opened(open(stored, file->flags), file);
}

static int fold_create(const char *path, mode_t mode, struct fuse_file_info *file) {
  FIND(path, stored)
  return give_away(stored, opened(open(stored, file->flags | O_CREAT, mode), file));
}

static int fold_read(const char *path, char *bytes, size_t size, off_t offset, struct fuse_file_info *open) {
  (void)path;
  ssize_t count = pread(open->fh, bytes, size, offset);
  return count == -1 ? -errno : count;
}

static int fold_write(const char *path, const char *bytes, size_t size, off_t offset, struct fuse_file_info *open) {
  (void)path;
  ssize_t count = pwrite(open->fh, bytes, size, offset);
  return count == -1 ? -errno : count;
}

static int fold_release(const char *path, struct fuse_file_info *open) {
  (void)path;
  return OUTCOME(close(open->fh));
}

static int fold_statfs(const char *path, struct statvfs *status) {
  (void)path;
  return OUTCOME(statvfs(folder, status));
}

static const struct fuse_operations operations = {
  .init = fold_init, .getattr = fold_getattr, .readdir = fold_readdir, .readlink = fold_readlink, .mknod = fold_mknod,
  .mkdir = fold_mkdir, .symlink = fold_symlink, .link = fold_link, .unlink = fold_unlink, .rmdir = fold_rmdir,
  .rename = fold_rename, .chmod = fold_chmod, .chown = fold_chown, .utimens = fold_utimens, .truncate = fold_truncate,
  .open = fold_open, .create = fold_create, .read = fold_read, .write = fold_write,
  .release = fold_release, .statfs = fold_statfs,
};

int main(int count, char **words) {
  if (count != 3 || !realpath(words[1], folder)) {
    fprintf(stderr, "usage: folding-disk FOLDER MOUNTPOINT\n");
    return 2;
  }
  sprintf(removed, "%s.removed", folder);
  mkdir(removed, 0700);
  umask(0);
  char *options[] = { words[0], "-o", "allow_other,default_permissions,fsname=folding", words[2] };
  return fuse_main(4, options, &operations, NULL);
}
