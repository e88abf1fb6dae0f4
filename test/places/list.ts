import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** A machine on which everything must hold as well, played in a mount namespace by `NAME.sh`. */
export interface Place {
  readonly name: string;
  /** What is different there. */
  readonly what: string;
  /** Programs, and files, without which it cannot be made, and the Debian package that has each. */
  readonly needs: readonly { readonly there: string; readonly from: string }[];
}

const mounting = { there: "unshare", from: "util-linux" };
const person = { there: "setpriv", from: "util-linux" };

/** In the order in which they are tried. */
export const places: readonly Place[] = [
  { name: "without-proc", what: "/proc is empty, ps prints a Mac's lines", needs: [mounting, person] },
  { name: "long-tmpdir", what: "a TMPDIR of 71 bytes", needs: [mounting, person] },
  { name: "dash", what: "sh is dash", needs: [mounting, { there: "dash", from: "dash" }] },
  { name: "busybox", what: "sh is BusyBox", needs: [mounting, { there: "busybox", from: "busybox" }] },
  { name: "bash", what: "sh is bash, as on a Mac", needs: [mounting, { there: "bash", from: "bash" }] },
  { name: "ordinary-user", what: "no root, blanks and umlauts in every path", needs: [mounting, person] },
  { name: "links", what: "repository and TMPDIR behind links", needs: [mounting] },
  {
    name: "folding",
    what: "a disk that finds docs as DOCS",
    needs: [
      mounting,
      { there: "/usr/lib/python3/dist-packages/fusepy.py", from: "python3-fusepy" },
      { there: "/dev/fuse", from: "a kernel with FUSE" },
    ],
  },
];

/** Why it cannot be made here; undefined where it can. */
export function obstacleTo({ needs }: Place): string | undefined {
  const missing = needs.filter(({ there }) => !isThere(there));
  if (missing.length > 0) return missing.map(({ there, from }) => `${there} (${from})`).join(", ");
  const { status } = spawnSync("unshare", ["--mount", "--pid", "--fork", "true"], { stdio: "ignore" });
  return status === 0 && process.getuid?.() === 0 ? undefined : "the right to mount: run it as root";
}

function isThere(name: string): boolean {
  if (name.startsWith("/")) return existsSync(name);
  return (process.env["PATH"] ?? "").split(":").some((folder) => existsSync(`${folder}/${name}`));
}
