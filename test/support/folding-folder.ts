import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder in which `DOCS` finds `docs`. */
export interface FoldingFolder {
  readonly path: string;
  remove(): void;
}

/** A folder here, where the disk folds names; else on a small disk of its own that does. */
export function makeFoldingFolder(): FoldingFolder {
  const place = realpathSync(mkdtempSync(join(tmpdir(), "v7-folding-")));
  const remove = (): void => rmSync(place, { recursive: true, force: true });
  if (folds(place)) return { path: place, remove };
  const [image, path] = [join(place, "image"), join(place, "disk")];
  writeFileSync(image, "");
  truncateSync(image, 4 << 20);
  mkdirSync(path);
  execFileSync("mkntfs", ["--force", "--quick", "--quiet", image], { stdio: "ignore" });
  execFileSync("lowntfs-3g", ["-o", "ignore_case", image, path], { stdio: "ignore" });
  return {
    path,
    remove: () => {
      execFileSync("umount", [path]);
      remove();
    },
  };
}

/** Whether this machine can make one. */
export function foldsSomewhere(): boolean {
  if (folds(tmpdir())) return true;
  if (process.getuid?.() !== 0 || !existsSync("/dev/fuse")) return false;
  return ["mkntfs", "lowntfs-3g"].every(
    (program) => spawnSync(program, ["--version"], { stdio: "ignore" }).status === 0,
  );
}

/** Whether a disk finds a name by other letters. */
export function folds(folder: string): boolean {
  const probe = mkdtempSync(join(folder, "probe-"));
  try {
    return existsSync(probe.replace(/probe-(?=[^/]*$)/, "PROBE-"));
  } finally {
    rmSync(probe, { recursive: true });
  }
}
