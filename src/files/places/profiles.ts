import type { ScanConfig } from "../../model/config.ts";
import { litterPatterns } from "../../model/litter.ts";
import { Failure } from "../../model/failure.ts";
import type { Explanation } from "../../model/output/scan-explain.ts";
import { anyGlob, anyName, globExpression, isNamePattern } from "./glob.ts";

/** Which files count, by name: what `v7.yaml scan.profiles` says, ready to be asked about thousands of paths. */
export interface Profile {
  readonly name: string;
  readonly include: RegExp | undefined;
  /** In the order in which they are asked; the first that matches says why a path is out. */
  readonly excluded: readonly Exclusion[];
  /** All of them at once. */
  readonly exclude: RegExp | undefined;
  /** Those that can leave out a file whose folders are all in: by its name alone, or by its path. */
  readonly excludeName: RegExp | undefined;
  readonly excludePath: RegExp | undefined;
}

interface Exclusion {
  /** A built-in class, or `exclude` for the profile's own patterns. */
  readonly name: NonNullable<Explanation["because"]>;
  readonly patterns: readonly string[];
}

/** Why a path is in or out. */
export interface Verdict {
  readonly isScanned: boolean;
  /** A built-in class, the profile's `exclude` or `include`, or `git`; null for what simply is in. */
  readonly because: Explanation["because"];
  /** The pattern that decided. */
  readonly pattern: string | null;
}

/** Files that are not the repository's own work. A profile may name those of them that it leaves out. */
const fileClasses = {
  vendored: [
    "node_modules/",
    "bower_components/",
    "jspm_packages/",
    "vendor/",
    "third_party/",
    "site-packages/",
    ".venv/",
    "venv/",
    "Pods/",
  ],
  generated: [
    "dist/",
    "build/",
    "target/",
    "coverage/",
    ".next/",
    ".nuxt/",
    ".turbo/",
    ".cache/",
    ".gradle/",
    "__pycache__/",
    ".pytest_cache/",
    ".mypy_cache/",
    ".ruff_cache/",
    "*.py[co]",
    "*.min.js",
    "*.min.css",
    "*.{js,css}.map",
    // What `v7 init` puts there for editors.
    "/schemas/v1/*.schema.json",
    ...litterPatterns,
  ],
  mirrors: ["mirror/", "mirrors/", "*.mirror/", "_mirror/", "_mirrors/", "*.git/"],
  incoming: ["incoming/", "_incoming/", "incoming_snapshots/", "incoming-snapshots/", "*.snapshot/"],
} as const satisfies { readonly [name: string]: readonly string[] };

type FileClassName = keyof typeof fileClasses;

function isFileClass(name: string): name is FileClassName {
  return Object.hasOwn(fileClasses, name);
}

/** The profile of this name; `default` needs no declaration. Throws a Failure for a name that nobody declared. */
export function profileNamed({ profiles = {} }: ScanConfig, name = "default"): Profile {
  const declared = profiles[name];
  if (declared === undefined && name !== "default") {
    throw new Failure("V7-F001", `v7.yaml declares no scan profile ${name}`, {
      next: ["declare it below scan.profiles in v7.yaml"],
    });
  }
  const classes = declared?.classes ?? Object.keys(fileClasses);
  const excluded: Exclusion[] = [
    ...classes.filter(isFileClass).map((title) => ({ name: title, patterns: fileClasses[title] })),
    { name: "exclude", patterns: declared?.exclude ?? [] },
  ];
  const patterns = excluded.flatMap((exclusion) => exclusion.patterns);
  const ofFiles = patterns.filter((pattern) => !pattern.endsWith("/"));
  return {
    name,
    include: anyGlob(declared?.include ?? []),
    excluded,
    exclude: anyGlob(patterns),
    excludeName: anyName(ofFiles.filter(isNamePattern)),
    excludePath: anyGlob(ofFiles.filter((pattern) => !isNamePattern(pattern))),
  };
}

/**
 * Whether a file counts by its path alone, from the repository's root, with `/`: the same answer for scan, meta and index.
 * What git ignores is not in the path; `scanFiles` asks git.
 */
export function isScanned(profile: Profile, path: string): boolean {
  if (/(?:^|\/)\.git(?:\/|$)/.test(path)) return false;
  if (profile.exclude?.test(path) === true) return false;
  return profile.include === undefined || profile.include.test(path);
}

/** Whether nothing below a folder can count, so that a walk need not enter it. */
export function isPruned({ exclude }: Profile, folder: string): boolean {
  return exclude !== undefined && exclude.test(`${folder}/`);
}

/** The same as {@link isScanned} for a file of a folder that a walk has entered: it is asked for every file there is. */
export function isScannedHere({ excludeName, excludePath, include }: Profile, path: string): boolean {
  if (excludeName?.test(path.slice(path.lastIndexOf("/") + 1)) === true || excludePath?.test(path) === true)
    return false;
  return include === undefined || include.test(path);
}

/** The same as {@link isScanned}, with the reason. */
export function explainScan(profile: Profile, path: string): Verdict {
  if (/(?:^|\/)\.git(?:\/|$)/.test(path)) return { isScanned: false, because: "git", pattern: ".git" };
  for (const { name, patterns } of profile.excluded) {
    const pattern = patterns.find((candidate) => globExpression(candidate).test(path));
    if (pattern !== undefined) return { isScanned: false, because: name, pattern };
  }
  if (profile.include === undefined) return { isScanned: true, because: null, pattern: null };
  return { isScanned: profile.include.test(path), because: "include", pattern: null };
}
