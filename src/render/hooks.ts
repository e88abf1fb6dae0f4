import { escapeControls } from "./type/escape.ts";
import { alignRows } from "./type/table.ts";

/** v7's hooks in a clone. */
export interface HooksView {
  readonly way: "configuration" | "path" | "files";
  readonly gitVersion: string;
  readonly directory: string;
  readonly hooks: readonly HookView[];
  /** Programs that manage hooks by a file of their own. */
  readonly managers: readonly string[];
}

export interface HookView {
  readonly name: string;
  readonly state: string;
  readonly calls: string | null;
  readonly problem: string | null;
}

/** What git calls now, and how to go without. */
export function renderInstalled(view: HooksView): string {
  return [
    `Git calls v7: ${view.hooks.map(({ name }) => name).join(", ")}.`,
    ...keptLine(view),
    ...view.managers.flatMap((manager) => snippets[manager] ?? []),
    "Once without: V7_SKIP_HOOKS=1 git commit   Take out: v7 hooks uninstall",
  ].join("\n");
}

/** What git calls after v7 was taken out. */
export function renderUninstalled(view: HooksView): string {
  const left = view.hooks.filter(({ state }) => state !== "missing");
  if (left.length === 0) return "Git no longer calls v7; the hooks that were there before are back.";
  return `Hooks that others wrote meanwhile stay: ${left.map(({ name }) => name).join(", ")}.`;
}

/** Each hook, and what is to be done where not all is well. */
export function renderHooksStatus(view: HooksView): string {
  const rows = view.hooks.map(({ name, state, calls, problem }) => [
    name,
    state,
    escapeControls(problem ?? (calls === null ? "" : `calls ${calls}`)),
  ]);
  const isWell = view.hooks.every(({ state }) => state === "installed");
  return [
    ...alignRows(rows),
    `Called by ${ways[view.way]}, git ${escapeControls(view.gitVersion)}.`,
    ...(isWell ? [] : ["Next: v7 hooks install"]),
  ].join("\n");
}

const ways = {
  configuration: "git's configuration (hook.v7-….command)",
  path: "core.hooksPath",
  files: "git's folder of hooks",
} as const;

function keptLine({ hooks }: HooksView): string[] {
  const kept = hooks.filter(({ calls }) => calls !== null).map(({ name }) => name);
  return kept.length === 0 ? [] : [`Called first, as before: ${kept.join(", ")}.`];
}

/** What a manager's own file says, for those who would rather have v7 there. */
const snippets: { readonly [manager: string]: readonly string[] } = {
  lefthook: [
    "lefthook may write its hooks anew. To have it call v7, add to its file:",
    "  pre-commit:",
    "    commands:",
    "      v7: { run: v7 hook pre-commit }",
  ],
  "pre-commit": [
    "pre-commit may write its hook anew. To have it call v7, add to .pre-commit-config.yaml:",
    "  - repo: local",
    "    hooks: [{ id: v7, name: v7, entry: v7 hook pre-commit, language: system, always_run: true, pass_filenames: false }]",
  ],
  husky: ["husky sets core.hooksPath anew when it is installed: run v7 hooks install after it."],
};
