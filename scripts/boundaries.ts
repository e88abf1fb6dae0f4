/** What a folder may import, by its name. */
type Grants = Readonly<Record<string, readonly string[]>>;

/**
 * Which folders of `src` a folder may import, besides itself: the one table behind lint and ARCHITECTURE.md. Faces first,
 * then downwards; nothing climbs. A grant that nobody uses is an error of `npm run boundaries`; rows of folders that do not
 * exist yet are kept for them.
 */
export const mayImport: Grants = {
  commands: words(
    "model system workspace reports engine checks journal files nodes sessions test-results consolidate search dart enums meta routines render serve",
  ),
  serve: words("model system workspace reports engine files nodes sessions test-results search dart routines render"),
  routines: words(
    "model system plan postgres workspace reports engine journal files nodes sessions consolidate search enums dart meta",
  ),
  engine: ["model", "system", "documents", "plan", "postgres", "git", "workspace"],
  checks: ["model", "documents", "git", "secrets", "workspace"],
  journal: ["model", "system", "postgres", "git", "workspace"],
  nodes: ["model", "system", "documents", "plan", "postgres", "git", "workspace"],
  sessions: ["model", "system", "postgres", "workspace", "files"],
  consolidate: ["model", "system", "postgres", "git", "workspace", "files"],
  search: ["model", "system", "documents", "postgres", "http", "syntax", "secrets", "workspace", "files"],
  enums: ["model", "system", "postgres", "workspace"],
  meta: ["model", "system", "documents", "plan", "postgres", "syntax", "workspace", "files"],
  dart: ["model", "system", "documents", "postgres", "git", "http", "workspace"],
  "test-results": ["model", "system", "postgres", "git", "syntax", "workspace"],
  files: ["model", "system", "documents", "postgres", "git", "workspace"],
  workspace: ["model", "system", "documents", "postgres", "git", "secrets"],
  reports: ["model", "system", "pace", "postgres", "workspace"],
  documents: ["model", "system", "secrets"],
  secrets: ["model"],
  postgres: ["model", "system"],
  git: ["model", "system"],
  http: ["model"],
  syntax: [],
  reconcilers: ["model"],
  plan: ["model"],
  pace: [],
  render: ["model"],
  system: ["model"],
  model: [],
};

function words(text: string): string[] {
  return text.split(" ");
}

/**
 * Folders whose sub-folders have an order too: which of its siblings each may import. `.` stands for the files that lie in
 * the folder itself; where it is missing, there are none.
 */
export const innerOrder: Readonly<Record<string, Grants>> = {
  engine: {
    audit: [],
    plan: ["audit"],
    approvals: ["plan"],
    apply: ["plan", "approvals"],
    edit: ["plan", "apply"],
    database: ["apply"],
    look: ["plan"],
  },
  files: {
    places: [],
    scan: ["places"],
    registry: ["places"],
  },
  consolidate: {
    ".": [],
    inventory: ["."],
    compare: ["."],
    copy: [".", "inventory"],
  },
  enums: {
    ".": [],
    catalogue: [],
    clone: [".", "catalogue"],
    scan: ["."],
    propose: [".", "scan"],
    script: [".", "catalogue", "clone"],
    proof: [".", "script"],
    prepare: [".", "catalogue", "clone", "script", "proof"],
    deed: [".", "catalogue", "script", "proof"],
  },
  render: {
    type: [],
    findings: ["type"],
    plan: ["findings", "type"],
    ".": ["plan", "findings", "type"],
  },
};

/** Folders that reach the composition root, `src/context.ts`. */
export const composedBy: readonly string[] = ["commands"];

/** Folders that decide from values alone: no disk, clock or network. */
export const pureFolders: readonly string[] = ["model", "reconcilers", "plan", "pace", "render", "secrets"];

/** Packages that one folder keeps to itself. The patterns match what follows `from`. */
export const packageHomes: readonly { readonly folder: string; readonly pattern: string; readonly packages: string }[] =
  [
    { folder: "postgres", pattern: "^(pg|pg-.*|slonik|@slonik/.*)(/|$)", packages: "pg and slonik" },
    { folder: "git", pattern: "^simple-git(/|$)", packages: "simple-git" },
    { folder: "documents", pattern: "^yaml(/|$)", packages: "yaml" },
    { folder: "commands", pattern: "^@?oclif(/|$)", packages: "oclif" },
    { folder: "serve", pattern: "^(fastify|@fastify/.*|@modelcontextprotocol/.*)(/|$)", packages: "fastify and MCP" },
    { folder: "nodes", pattern: "^execa(/|$)", packages: "execa" },
    { folder: "test-results", pattern: "^tap-parser(/|$)", packages: "tap-parser" },
    {
      folder: "syntax",
      pattern: "^(web-tree-sitter|@vscode/tree-sitter-wasm|saxes)(/|$)",
      packages: "tree-sitter and saxes",
    },
    { folder: "meta", pattern: "^smol-toml(/|$)", packages: "smol-toml" },
    { folder: "search", pattern: "^(@lancedb/.*|apache-arrow)(/|$)", packages: "LanceDB" },
  ];

/** One of the `patterns` of oxlint's no-restricted-imports: the specifiers it refuses, by one of two notations. */
export type Restriction = { readonly message: string } & (
  | { readonly regex: string; readonly importNames?: string[]; readonly allowTypeImports?: boolean }
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
  return [
    unlistedFolders(),
    compositionRoot(),
    pages(),
    ...Object.keys(mayImport).flatMap(boundariesOf),
    ...Object.keys(innerOrder).flatMap(innerBoundariesOf),
  ];
}

/** The pages run in browsers: of v7 they know types alone, and of those what an answer is. */
function pages(): Boundary {
  const others = Object.keys(mayImport).filter((folder) => folder !== "model");
  const message = "a page may import types of src/model, and nothing else of src";
  return {
    files: ["web/**/*.{ts,tsx}"],
    patterns: [
      { group: ["**/src/*.ts", ...others.map((folder) => `**/src/${folder}/**`)], message },
      { regex: "/src/model/", allowTypeImports: true, message },
    ],
  };
}

/** A folder without a row reaches nothing until it has one. */
function unlistedFolders(): Boundary {
  return { files: ["src/*/**/*.ts"], patterns: [{ group: ["../**"], message: noRow }, detour] };
}

function compositionRoot(): Boundary {
  const listed = Object.keys(mayImport).map((folder) => `!./${folder}/**`);
  return {
    files: ["src/*.ts"],
    patterns: [{ group: ["../**", "./*/**", ...listed], message: noRow }, ...machineRefused("."), detour],
  };
}

const noRow = "this folder has no row in scripts/boundaries.ts";

/** How far a specifier climbs to leave the folder depends on where its file lies. */
function boundariesOf(folder: string): Boundary[] {
  const patterns = patternsOf(folder);
  return depths.map((depth) => ({
    files: [`src/${folder}/${"*/".repeat(depth)}*.ts`],
    patterns: [foldersRefused(folder, "../".repeat(depth + 1)), ...patterns],
  }));
}

/** The same for sub-folders with an order: what climbs out of one may reach the siblings that it is granted, no others. */
function innerBoundariesOf(folder: string): Boundary[] {
  const wings = Object.keys(innerOrder[folder] ?? {}).filter((name) => name !== ".");
  const patterns = patternsOf(folder);
  return [
    { files: [`src/${folder}/*.ts`], patterns: [wingsRefused(folder), ...patterns] },
    { files: [`src/${folder}/*/**/*.ts`], patterns: [{ group: ["../**"], message: noRow }, ...patterns] },
    ...wings.flatMap((wing) =>
      depths.slice(0, 2).map((depth) => ({
        files: [`src/${folder}/${wing}/${"*/".repeat(depth)}*.ts`],
        patterns: [siblingsRefused(folder, wing, "../".repeat(depth + 1)), ...patterns],
      })),
    ),
  ];
}

/** What a folder's own files may not reach: sub-folders that they are not granted. */
function wingsRefused(folder: string): Restriction {
  const wings = innerOrder[folder]?.["."];
  if (wings === undefined)
    return { group: ["./**", "../**"], message: `a file of src/${folder} lies in one of its folders` };
  const folders = mayImport[folder] ?? [];
  const reached = [...wings.map((wing) => `!./${wing}/**`), ...folders.map((name) => `!../${name}/**`)];
  const message = `a file of src/${folder} may import ${[...wings.map((wing) => `${folder}/${wing}`), ...folders].join(", ")}`;
  return { group: ["./*/**", "../**", ...reached], message };
}

/** Levels of folders inside a folder of `src`; deeper files count as unlisted. */
const depths = [0, 1, 2];

function patternsOf(folder: string): Restriction[] {
  return [...packagesRefused(folder), ...builtinsRefused(folder), ...machineRefused(folder), detour];
}

/** All that lies above the folder, except what the table and `composedBy` have. `up` leads to `src`. */
function foldersRefused(folder: string, up: string): Restriction {
  const allowed = mayImport[folder] ?? [];
  const reached = [folder, ...allowed].map((name) => `!${up}${name}/**`);
  const root = composedBy.includes(folder) ? [`!${up}context.ts`] : [];
  const names = [...allowed, ...(root.length > 0 ? ["context.ts"] : [])];
  const message = `src/${folder} may import ${names.length === 0 ? "no other folder" : names.join(", ")}`;
  return { group: [`${up}**`, ...reached, ...root], message };
}

/** All that lies above a sub-folder, except its granted siblings and what the whole folder may import. `up` leads to the folder. */
function siblingsRefused(folder: string, wing: string, up: string): Restriction {
  const siblings = innerOrder[folder]?.[wing] ?? [];
  const folders = mayImport[folder] ?? [];
  const reached = [
    ...[wing, ...siblings].map((name) => (name === "." ? `!${up}*.ts` : `!${up}${name}/**`)),
    ...folders.map((name) => `!${up}../${name}/**`),
  ];
  const message = `src/${folder}/${wing} may import ${[...siblings.map((name) => `${folder}/${name}`), ...folders].join(", ")}`;
  return { group: [`${up}**`, ...reached], message };
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

/** Where the machine itself is asked; everybody else is handed a `System`. */
export const askedBy = "system";

/** What of `process` differs between machines, accounts and systems. */
export const machineProperties: readonly string[] = ["platform", "arch", "getuid", "geteuid", "getgid", "getegid"];

function machineRefused(folder: string): Restriction[] {
  if (folder === askedBy || pureFolders.includes(folder)) return [];
  const importNames = ["default", "arch", "hostname", "machine", "platform", "release", "type", "version"];
  return [{ regex: "^(node:)?os$", importNames, message: askTheSystem }];
}

export const askTheSystem = "the machine is asked in src/system; what it says is the workspace's system";

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
