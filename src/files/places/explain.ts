import type { Workspace } from "../../workspace/workspace.ts";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type BytePath, printablePath } from "../../model/path-bytes.ts";
import { readIgnored } from "../../git/ignored.ts";
import { ruleFor } from "./layout.ts";
import { explainScan } from "./profiles.ts";
import { scanRoots, scopesOf } from "./roots.ts";
import { placementOf, readRules } from "./rules.ts";

/** Why a path is registered or not, and where it belongs. */
export interface ScanExplanation {
  /** As the registry has it. */
  readonly path: string;
  readonly exists: boolean;
  readonly isScanned: boolean;
  /** `vendored`, `generated`, `mirrors`, `incoming`: a built-in class; `exclude`, `include`: the profile; `git`: git ignores it, or keeps its own there; null: nothing speaks against it. */
  readonly because: string | null;
  /** The pattern, or the folder that git ignores. */
  readonly pattern: string | null;
  readonly profile: string;
  readonly component: string | null;
  readonly pillar: string | null;
  readonly project: string | null;
  /** The Layout's first rule that matches. */
  readonly rule: string | null;
  readonly fileType: string;
  readonly language: string | null;
}

/** Answers from the path, v7.yaml, the documents and git; no database is asked. */
export async function explainPath(
  { repository, config, redactor }: Pick<Workspace, "repository" | "config" | "redactor">,
  typed: string,
  directory: string,
): Promise<ScanExplanation> {
  const roots = scanRoots(repository, config.scan);
  const rules = await readRules(repository, roots, redactor.find);
  const [scope] = scopesOf(roots, typed, directory);
  if (scope === undefined) throw new Error("a path has a root");
  const { root, path } = scope;
  const shown = printablePath(path);
  const ignored = root.asksGit ? holding(await readIgnored(repository), path) : undefined;
  const verdict =
    ignored === undefined
      ? explainScan(root.profile, shown)
      : { isScanned: false, because: "git", pattern: printablePath(ignored) };
  const placement = placementOf(rules, root.prefix + shown, false);
  return {
    path: root.prefix + shown,
    exists: existsSync(join(root.directory, shown)),
    ...verdict,
    profile: root.profile.name,
    component: placement.component,
    pillar: placement.pillar,
    project: placement.project,
    rule: ruleFor(rules.layout, root.prefix + shown) ?? null,
    fileType: placement.fileType,
    language: placement.language,
  };
}

/** What git ignores: the path itself, or the folder it lies in. */
function holding(ignored: ReadonlySet<BytePath>, path: BytePath): BytePath | undefined {
  for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
    if (ignored.has(path.slice(0, end))) return path.slice(0, end);
  }
  return undefined;
}
