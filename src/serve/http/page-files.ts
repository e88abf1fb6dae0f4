import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packagePath } from "../../system/package-file.ts";

/** A file of the dashboard, as it lies in the package. */
export interface PageFile {
  /** `/ui/assets/index-CmW_puyd.js`. */
  readonly url: string;
  readonly type: string;
  readonly bytes: Buffer;
  /** The same bytes by gzip. */
  readonly compressed: Buffer;
}

/** The shell of every page, and the files that it loads: what the build made, and nothing that was not there at the start. */
export interface PageFiles {
  /** HTML; undefined where the pages were not built. */
  readonly shell: string | undefined;
  readonly assets: readonly PageFile[];
}

const types: Readonly<Record<string, string>> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
};

/** Reads them all: a server answers by exact names, and no address becomes a path. */
export function readPageFiles(folder = packagePath("dist/web")): PageFiles {
  const shell = join(folder, "index.html");
  if (!existsSync(shell)) return { shell: undefined, assets: [] };
  const assets = join(folder, "assets");
  const names = readdirSync(assets).filter((name) => typeOf(name) !== undefined);
  return {
    shell: readFileSync(shell, "utf8"),
    assets: names.map((name) => ({
      url: `/ui/assets/${name}`,
      type: typeOf(name) ?? "",
      bytes: readFileSync(join(assets, name)),
      compressed: readFileSync(join(assets, `${name}.gz`)),
    })),
  };
}

function typeOf(name: string): string | undefined {
  return types[name.split(".").at(-1) ?? ""];
}
