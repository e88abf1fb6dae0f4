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
  ...collectors("sessions", "nodes", "enums", "tests", "meta", "consolidate", "search", "dart"),
  serve: [
    "model",
    "engine",
    "reports",
    "search",
    "files",
    "sessions",
    "nodes",
    "enums",
    "tests",
    "meta",
    "consolidate",
    "dart",
  ],
  commands: [
    "model",
    "engine",
    "reports",
    "search",
    "files",
    "sessions",
    "nodes",
    "enums",
    "tests",
    "meta",
    "consolidate",
    "dart",
    "serve",
    "render",
  ],
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

export interface Restriction {
  /** Matches the specifiers that are refused. */
  readonly regex: string;
  readonly message: string;
}

/** What the files of a folder must not import. */
export function restrictionsOf(folder: string): Restriction[] {
  return [...foldersRefused(folder), ...contextRefused(folder), ...packagesRefused(folder), ...builtinsRefused(folder)];
}

function foldersRefused(folder: string): Restriction[] {
  const allowed = mayImport[folder] ?? [];
  const refused = Object.keys(mayImport).filter((other) => other !== folder && !allowed.includes(other));
  if (refused.length === 0) return [];
  const message = `src/${folder} may import ${allowed.length === 0 ? "no other folder" : allowed.join(", ")}`;
  return [{ regex: `^(\\.\\./)+(${refused.join("|")})/`, message }];
}

function contextRefused(folder: string): Restriction[] {
  if (composedBy.includes(folder)) return [];
  return [
    {
      regex: "^(\\.\\./)+(context|main)\\.ts$",
      message: `only ${composedBy.join(" and ")} reach the composition root`,
    },
  ];
}

function packagesRefused(folder: string): Restriction[] {
  const others = packageHomes.filter((home) => home.folder !== folder);
  return others.map((home) => ({ regex: home.pattern, message: `only src/${home.folder} imports ${home.packages}` }));
}

function builtinsRefused(folder: string): Restriction[] {
  if (!pureFolders.includes(folder)) return [];
  return [
    {
      regex: "^node:(child_process|dns|fs|http|https|net|os|process|timers|tls|worker_threads)(/|$)",
      message: `src/${folder} is pure: values in, values out`,
    },
  ];
}

function collectors(...names: string[]): Record<string, readonly string[]> {
  return Object.fromEntries(names.map((name) => [name, ["model", "postgres", "git", "documents", "files"]]));
}
