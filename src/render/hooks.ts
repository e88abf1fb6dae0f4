import type { HooksOutput } from "../model/output/hooks.ts";
import { escapeControls } from "./type/escape.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { listLines } from "./type/table.ts";

/** What git calls now, and how to go without. */
export function renderInstalled(output: HooksOutput): string {
  return [
    `Git calls v7: ${output.hooks.map(({ name }) => name).join(", ")}.`,
    ...keptLine(output),
    ...output.managers.flatMap((manager) => snippets[manager] ?? []),
    "Once without: V7_SKIP_HOOKS=1 git commit   Take out: v7 hooks uninstall",
  ].join("\n");
}

/** What git calls after v7 was taken out. */
export function renderUninstalled(output: HooksOutput): string {
  const left = output.hooks.filter(({ state }) => state !== "missing");
  if (left.length === 0) return "Git no longer calls v7; the hooks that were there before are back.";
  return `Hooks that others wrote meanwhile stay: ${left.map(({ name }) => name).join(", ")}.`;
}

/** Each hook, and what is to be done where not all is well. */
export function renderHooksStatus(output: HooksOutput, screen: Screen = plainScreen): string {
  const rows = output.hooks.map(({ name, state, calls, problem }) => [
    name,
    state,
    escapeControls(problem ?? (calls === null ? "" : `calls ${calls}`)),
  ]);
  const isWell = output.hooks.every(({ state }) => state === "installed");
  return [
    ...listLines(rows, screen),
    `Called by ${ways[output.way]}, git ${escapeControls(output.git_version)}.`,
    ...(isWell ? [] : ["Next: v7 hooks install"]),
  ].join("\n");
}

const ways = {
  configuration: "git's configuration (hook.v7-….command)",
  path: "core.hooksPath",
  files: "git's folder of hooks",
} as const;

function keptLine({ hooks }: HooksOutput): string[] {
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
