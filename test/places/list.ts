import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** A machine on which everything must hold as well, played in a mount namespace. */
export interface Place {
  readonly name: string;
  /** What is different there. */
  readonly what: string;
  /** The files `NAME.sh` that make it so, in their order. */
  readonly scripts: readonly string[];
  /** Programs, and files, without which it cannot be made, and the Debian package that has each. */
  readonly needs: readonly { readonly there: string; readonly from: string }[];
}

const mounting = { there: "unshare", from: "util-linux" };
const person = { there: "setpriv", from: "util-linux" };

/** In the order in which they are tried, and made where several hold at once. */
export const places: readonly Place[] = [
  place("dash", "sh is dash", [mounting, { there: "dash", from: "dash" }]),
  place("busybox", "sh is BusyBox", [mounting, { there: "busybox", from: "busybox" }]),
  place("bash", "sh is bash, as on a Mac", [mounting, { there: "bash", from: "bash" }]),
  place("ordinary-user", "no root, blanks and umlauts in every path", [mounting, person]),
  place("folding", "a disk that finds docs as DOCS", [
    mounting,
    { there: "cc", from: "gcc" },
    { there: "/usr/include/fuse3/fuse.h", from: "libfuse3-dev" },
    { there: "/usr/include/unicase.h", from: "libunistring-dev" },
    { there: "/dev/fuse", from: "a kernel with FUSE" },
  ]),
  place("links", "repository and TMPDIR behind links", [mounting]),
  place("long-tmpdir", "a TMPDIR of 71 bytes", [mounting, person]),
  // The last: whatever mounts something reads /proc.
  place("without-proc", "/proc is empty, ps prints a Mac's lines", [mounting, person]),
];

function place(name: string, what: string, needs: Place["needs"]): Place {
  return { name, what, scripts: [name], needs };
}

/** The place of that name, or, of names with `+` between them, one where all of them hold. */
export function placeNamed(name: string): Place {
  const names = name.split("+");
  const unknown = names.filter((part) => places.every((known) => known.name !== part));
  if (unknown.length > 0) {
    throw new Error(`no such place: ${unknown.join(", ")}; there are ${places.map((known) => known.name).join(", ")}`);
  }
  const parts = places.filter((part) => names.includes(part.name));
  return {
    name,
    what: parts.map(({ what }) => what).join("; "),
    scripts: parts.flatMap(({ scripts }) => scripts),
    needs: parts.flatMap(({ needs }) => needs),
  };
}

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
