import type { Fact } from "../../model/machine.ts";
import type { Looks } from "./looks.ts";

/** File systems that lie on other machines: they are named, and never looked into, for whoever asks one that is gone hangs. */
const remote =
  /^(?:nfs\d?|cifs|smbfs|smb3|afpfs|webdav|davfs|fuse\.sshfs|osxfuse|macfuse|fuse\.s3fs|fuse\.rclone|9p|ceph|glusterfs|fuse\.glusterfs|beegfs|lustre|autofs)$/;

/** File systems that are none. */
const virtual =
  /^(?:proc|sysfs|devtmpfs|devpts|devfs|cgroup2?|mqueue|hugetlbfs|debugfs|tracefs|securityfs|pstore|bpf|configfs|fusectl|binfmt_misc|nsfs|tmpfs|rpc_pipefs|efivarfs|map)$/;

/** Disks with their room, and what is mounted from elsewhere. */
export function readDisks(looks: Looks): readonly Fact[] {
  const rooms = new Map(roomsOf(looks.text("disks")).map((room) => [room.path, room]));
  return mountsOf(looks.text("mounts"))
    .filter(({ type }) => !virtual.test(type))
    .map(({ device, path, type }) => {
      const room = rooms.get(path);
      return {
        fact: `mount/${path}`,
        value: {
          device,
          type,
          remote: remote.test(type),
          ...(room === undefined ? {} : { sizeGb: gigabytes(room.size), freeGb: gigabytes(room.free) }),
        },
      };
    });
}

interface Mount {
  readonly device: string;
  readonly path: string;
  readonly type: string;
}

/** Of Linux's table, `/dev/sda1 / ext4 rw 0 0`, or a Mac's, `/dev/disk3s1s1 on / (apfs, sealed, local)`. */
function mountsOf(text: string): readonly Mount[] {
  return text.split("\n").flatMap((line): readonly Mount[] => {
    const mac = /^(.+) on (\/.*) \(([a-z0-9_]+)[,)]/.exec(line);
    if (mac !== null) return [{ device: mac[1] ?? "", path: mac[2] ?? "", type: mac[3] ?? "" }];
    const [device = "", path = "", type = ""] = line.split(" ").map(unescaped);
    return type === "" ? [] : [{ device, path, type }];
  });
}

/** Blanks in paths: `\040`. */
function unescaped(text: string): string {
  return text.replaceAll(/\\([0-7]{3})/g, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 8)));
}

/** `/dev/sda1  102400 51200 51200 50% /`, in kilobytes; a path may hold blanks. */
function roomsOf(text: string) {
  return [...text.matchAll(/^\S.*?\s+(\d+)\s+(\d+)\s+(-?\d+)\s+\d+%\s+(\/.*)$/gm)].map(
    ([, size, , free, path = ""]) => ({
      path,
      size: Number(size),
      free: Math.max(0, Number(free)),
    }),
  );
}

function gigabytes(kilobytes: number): number {
  return Number((kilobytes / 1_048_576).toFixed(1));
}
