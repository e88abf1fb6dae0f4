"""Shows a folder as a Mac's disk would: a name is kept as it was written, and found by any case and form of its accents.

`python3 folding-disk.py FOLDER MOUNTPOINT` stays until it is unmounted. Needs the Debian package python3-fusepy.
"""

import os
import sys
import unicodedata

from fusepy import FUSE, Operations


def folded(name):
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold())


class FoldingDisk(Operations):
    # Times are whole nanoseconds.
    use_ns = True

    def __init__(self, folder):
        self.folder = folder

    def stored(self, path):
        """Where a path lies, by the names that are there."""
        found = self.folder
        for name in path.split("/"):
            if name:
                found = os.path.join(found, self.spelled(found, name))
        return found

    @staticmethod
    def spelled(folder, name):
        if os.path.lexists(os.path.join(folder, name)):
            return name
        try:
            return next((other for other in os.listdir(folder) if folded(other) == folded(name)), name)
        except OSError:
            return name

    def getattr(self, path, handle=None):
        status = os.lstat(self.stored(path)) if handle is None else os.fstat(handle)
        names = ["st_mode", "st_ino", "st_nlink", "st_uid", "st_gid", "st_size", "st_blocks"]
        times = {f"st_{name}time": getattr(status, f"st_{name}time_ns") for name in "amc"}
        return {name: getattr(status, name) for name in names} | times

    def readdir(self, path, handle):
        return [".", "..", *os.listdir(self.stored(path))]

    def rename(self, before, after):
        source, target = self.stored(before), self.stored(after)
        # What is only spelled otherwise gets its new spelling.
        if source == target:
            target = os.path.join(os.path.dirname(target), os.path.basename(after))
        os.rename(source, target)

    def open(self, path, flags):
        return os.open(self.stored(path), flags & ~os.O_APPEND)

    def create(self, path, mode, info=None):
        return os.open(self.stored(path), os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)

    def read(self, path, size, offset, handle):
        return os.pread(handle, size, offset)

    def write(self, path, data, offset, handle):
        return os.pwrite(handle, data, offset)

    def truncate(self, path, length, handle=None):
        os.truncate(self.stored(path) if handle is None else handle, length)

    def release(self, path, handle):
        os.close(handle)

    def fsync(self, path, only_data, handle):
        os.fsync(handle)

    def utimens(self, path, times=None):
        os.utime(self.stored(path), ns=times, follow_symlinks=False)

    def chown(self, path, user, group):
        # Nobody is 2 ** 32 - 1 here.
        user, group = [-1 if number == 0xFFFFFFFF else number for number in (user, group)]
        os.chown(self.stored(path), user, group, follow_symlinks=False)

    def statfs(self, path):
        status = os.statvfs(self.folder)
        names = ["f_bavail", "f_bfree", "f_blocks", "f_bsize", "f_files", "f_ffree", "f_frsize", "f_namemax"]
        return {name: getattr(status, name) for name in names}

    def link(self, path, source):
        os.link(self.stored(source), self.stored(path), follow_symlinks=False)

    def symlink(self, path, target):
        os.symlink(target, self.stored(path))

    def mknod(self, path, mode, device):
        os.mknod(self.stored(path), mode, device)

    def mkdir(self, path, mode):
        os.mkdir(self.stored(path), mode)

    def chmod(self, path, mode):
        os.chmod(self.stored(path), mode)

    def readlink(self, path):
        return os.readlink(self.stored(path))

    def unlink(self, path):
        os.unlink(self.stored(path))

    def rmdir(self, path):
        os.rmdir(self.stored(path))


folder, mountpoint = sys.argv[1:]
os.umask(0)
options = {"use_ino": True, "allow_other": True, "default_permissions": True, "attr_timeout": 0, "entry_timeout": 0}
FUSE(FoldingDisk(folder), mountpoint, raw_fi=False, big_writes=True, **options)
