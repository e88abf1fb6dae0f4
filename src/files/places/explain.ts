import type { Workspace } from "../../workspace/workspace.ts";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Answer, answer } from "../../model/answer.ts";
import type { ScanExplainOutput } from "../../model/output/scan-explain.ts";
import { type BytePath, printablePath } from "../../model/path-bytes.ts";
import { ruleFor } from "./layout.ts";
import { explainScan } from "./profiles.ts";
import { enterAround, leftOutOf, scanRoots, scopesOf } from "./roots.ts";
import { placementOf } from "./placement.ts";
import { readRules } from "./rules.ts";

export interface ExplainRequest {
  /** As typed: relative to `directory`, absolute, or `@root/…`. */
  readonly path: string;
  readonly directory: string;
}

/** Answers from the path, v7.yaml, the documents and git; no database is asked. */
export async function explainPath(workspace: Workspace, request: ExplainRequest): Promise<Answer<ScanExplainOutput>> {
  const roots = scanRoots(workspace);
  const rules = await readRules(workspace);
  const [scope] = scopesOf(roots, request.path, request.directory);
  if (scope === undefined) throw new Error("a path has a root");
  const { root } = scope;
  const leftOut = await leftOutOf(root, workspace);
  await enterAround(leftOut, root, scope.path);
  const path = leftOut.nameOf(scope.path);
  const shown = printablePath(path);
  const ignored = holding(leftOut.ignored, path);
  const verdict =
    ignored === undefined
      ? explainScan(root.profile, shown)
      : { isScanned: false, because: "git" as const, pattern: printablePath(ignored) };
  const { component, pillar, project, fileType, language } = placementOf(rules, root.prefix + shown, false);
  return answer({
    explain: {
      path: root.prefix + shown,
      exists: existsSync(join(root.directory, shown)),
      scanned: verdict.isScanned,
      because: verdict.because,
      pattern: verdict.pattern,
      profile: root.profile.name,
      component,
      pillar,
      project,
      rule: ruleFor(rules.layout, root.prefix + shown) ?? null,
      file_type: fileType,
      language,
    },
  });
}

/** What git ignores: the path itself, or the folder it lies in. */
function holding(ignored: ReadonlySet<BytePath>, path: BytePath): BytePath | undefined {
  for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
    if (ignored.has(path.slice(0, end))) return path.slice(0, end);
  }
  return undefined;
}
