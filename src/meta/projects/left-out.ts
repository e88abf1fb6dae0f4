/** Why a folder that looks like a project is none. */
export type LeftOutReason =
  | "vendored"
  | "generated"
  | "fixture"
  | "worktree"
  | "workspace"
  | "no_identity"
  | "unreadable";

/** A folder that looks like a project and is none. */
export interface LeftOut {
  readonly path: string;
  readonly reason: LeftOutReason;
  /** What speaks: the part of the path, the manifest, or the members. */
  readonly because: string;
}

const folderNames: Readonly<Record<"vendored" | "generated" | "fixture", ReadonlySet<string>>> = {
  vendored: words(
    "node_modules bower_components jspm_packages vendor vendored third_party third-party site-packages .venv venv Pods external deps",
  ),
  generated: words(
    "dist build target out bin obj coverage .next .nuxt .turbo .cache .gradle __pycache__ generated .tox",
  ),
  fixture: words(
    "fixtures __fixtures__ fixture testdata test-data test_data test-fixtures test_fixtures __snapshots__",
  ),
};

/** Names that mean fixtures where they lie below tests only: elsewhere they hold what people use. */
const belowTests = words(
  "examples example samples sample templates template demo demos projects repos data cases resources",
);

const testFolders = words("test tests __tests__ spec specs e2e testing");

/** What a part of a path says of all below it; undefined where none says anything. */
export function leftOutByPath(path: string): { readonly reason: LeftOutReason; readonly because: string } | undefined {
  const parts = path.split("/");
  let isBelowTests = false;
  for (const part of parts) {
    for (const reason of ["vendored", "generated", "fixture"] as const)
      if (folderNames[reason].has(part)) return { reason, because: part };
    if (isBelowTests && belowTests.has(part)) return { reason: "fixture", because: part };
    if (testFolders.has(part)) isBelowTests = true;
  }
  return undefined;
}

/** Whether a file lies in a folder of tests. */
export function isBelowTests(path: string): boolean {
  return path
    .split("/")
    .slice(0, -1)
    .some((part) => testFolders.has(part));
}

/** Folders of a workspace's root that hold its tools, and no project. */
export const toolFolders = words(
  "scripts tools tool .github .gitlab .vscode .husky config configs ci .circleci docs doc",
);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}
