/** Folders that each collect or keep one thing. */
const collectors = ["sessions", "nodes", "enums", "tests", "meta", "consolidate", "search", "dart"];

/** What people and programs are served with. */
const services = ["engine", "reports", "files", ...collectors];

/** Which folders of `src` a folder may import, besides itself: the one table behind lint and ARCHITECTURE.md. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  documents: ["model"],
  reconcilers: ["model"],
  plan: ["model"],
  postgres: ["model"],
  git: ["model"],
  render: ["model"],
  reports: ["model", "postgres"],
  engine: ["model", "documents", "reconcilers", "plan", "postgres", "git"],
  files: ["model", "postgres", "git", "documents"],
  ...Object.fromEntries(collectors.map((name) => [name, ["model", "postgres", "git", "documents", "files"]])),
  serve: ["model", ...services],
  commands: ["model", ...services, "serve", "render"],
};

/** Folders that reach the composition root, `src/context.ts`. */
export const composedBy: readonly string[] = ["commands", "serve"];

/** Folders that decide from values alone: no disk, clock or network. */
export const pureFolders: readonly string[] = ["reconcilers", "plan", "render"];

/** Packages that one folder keeps to itself. The patterns match what follows `from`. */
export const packageHomes: readonly { readonly folder: string; readonly pattern: string; readonly packages: string }[] =
  [
    { folder: "postgres", pattern: "^(pg|pg-.*|slonik|@slonik/.*)(/|$)", packages: "pg and slonik" },
    { folder: "git", pattern: "^simple-git(/|$)", packages: "simple-git" },
    { folder: "documents", pattern: "^yaml(/|$)", packages: "yaml" },
    { folder: "commands", pattern: "^@?oclif(/|$)", packages: "oclif" },
  ];

/** One of the `patterns` of oxlint's no-restricted-imports: the specifiers it refuses, by one of two notations. */
export type Restriction = { readonly message: string } & (
  | { readonly regex: string }
  /** Globs; a later one that begins with `!` lets specifiers through again. */
  | { readonly group: string[] }
);

/** One entry of oxlint's `overrides`: the files it covers and what they must not import. */
export interface Boundary {
  readonly files: string[];
  readonly patterns: Restriction[];
}

/** What the files of `src` must not import; where several entries cover a file, the last one counts. */
export function boundaries(): Boundary[] {
  return [unlistedFolders(), compositionRoot(), ...Object.keys(mayImport).flatMap(boundariesOf)];
}

/** A folder without a row reaches nothing until it has one. */
function unlistedFolders(): Boundary {
  return { files: ["src/*/**/*.ts"], patterns: [{ group: ["../**"], message: noRow }, detour] };
}

function compositionRoot(): Boundary {
  const listed = Object.keys(mayImport).map((folder) => `!./${folder}/**`);
  return { files: ["src/*.ts"], patterns: [{ group: ["../**", "./*/**", ...listed], message: noRow }, detour] };
}

const noRow = "this folder has no row in scripts/boundaries.ts";

/** How far a specifier climbs to leave the folder depends on where its file lies. */
function boundariesOf(folder: string): Boundary[] {
  const patterns = [...packagesRefused(folder), ...builtinsRefused(folder), detour];
  return depths.map((depth) => ({
    files: [`src/${folder}/${"*/".repeat(depth)}*.ts`],
    patterns: [foldersRefused(folder, "../".repeat(depth + 1)), ...patterns],
  }));
}

/** Levels of folders inside a folder of `src`; deeper files count as unlisted. */
const depths = [0, 1, 2];

/** All that lies above the folder, except what the table and `composedBy` have. `up` leads to `src`. */
function foldersRefused(folder: string, up: string): Restriction {
  const allowed = mayImport[folder] ?? [];
  const reached = [folder, ...allowed].map((name) => `!${up}${name}/**`);
  const root = composedBy.includes(folder) ? [`!${up}context.ts`] : [];
  const names = [...allowed, ...(root.length > 0 ? ["context.ts"] : [])];
  const message = `src/${folder} may import ${names.length === 0 ? "no other folder" : names.join(", ")}`;
  return { group: [`${up}**`, ...reached, ...root], message };
}

/** A specifier shows by its beginning where it leads. */
const detour: Restriction = {
  regex: "(^\\./|[^./]/)(.*/)?\\.\\./|^(/|#|file:|@v7-tools/)",
  message: "a relative import climbs first, then descends",
};

function packagesRefused(folder: string): Restriction[] {
  const others = packageHomes.filter((home) => home.folder !== folder);
  return others.map((home) => ({ regex: home.pattern, message: `only src/${home.folder} imports ${home.packages}` }));
}

function builtinsRefused(folder: string): Restriction[] {
  if (!pureFolders.includes(folder)) return [];
  return [
    {
      regex:
        "^(node:)?(child_process|cluster|dgram|dns|fs|http|http2|https|net|os|perf_hooks|process|timers|tls|tty|worker_threads)(/|$)",
      message: `src/${folder} is pure: values in, values out`,
    },
  ];
}
