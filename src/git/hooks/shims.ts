import { readPackageFile } from "../../system/package-file.ts";

/** The hooks v7 has something to do in. */
export const hookNames = [
  "pre-commit",
  "pre-merge-commit",
  "post-commit",
  "post-merge",
  "post-rewrite",
  "post-checkout",
] as const;

export type HookName = (typeof hookNames)[number];

/** What a shim starts, by absolute path. */
export interface Programs {
  readonly node: string;
  /** `bin/run.js`. */
  readonly v7: string;
}

/** The hook that was there before, as words of the shell. */
export interface KeptHook {
  /** The file to look for. */
  readonly path: string;
  /** How it is called; its arguments follow. */
  readonly call: string;
}

/** The script for one of v7's hooks. */
export function shimFor(name: HookName, programs: Programs, kept: KeptHook): string {
  const template = name.startsWith("pre-") ? "check.sh" : name === "post-rewrite" ? "rewrite.sh" : "record.sh";
  return filled(template, {
    "@NAME@": name,
    "@NODE@": quoted(programs.node),
    "@V7@": quoted(programs.v7),
    "@KEPT@": kept.path,
    "@CALL@": kept.call,
  });
}

/** The script that only hands on to the hook that was there before. */
export function forwardingShim(kept: KeptHook): string {
  return filled("forward.sh", { "@KEPT@": kept.path, "@CALL@": kept.call });
}

/** True of what v7 wrote, by any version. */
export function isShim(text: string): boolean {
  return text.split("\n", 2)[1]?.startsWith("# By `v7 hooks install`") ?? false;
}

/** The programs a shim names; undefined when it names none. */
export function programsOf(text: string): Programs | undefined {
  const words = /\[ -x ('(?:[^']|'\\'')*') \] && \[ -f ('(?:[^']|'\\'')*') \]/.exec(text);
  const [, node, v7] = words ?? [];
  return node && v7 ? { node: unquoted(node), v7: unquoted(v7) } : undefined;
}

/** What git's configuration calls a hook of v7's: git refuses the name of an event. */
export function sectionOf(name: HookName): string {
  return `v7-${name}`;
}

/** A text as one word of the shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function unquoted(word: string): string {
  return word.slice(1, -1).replaceAll(String.raw`'\''`, "'");
}

function filled(template: string, words: { readonly [placeholder: string]: string }): string {
  return readPackageFile(`hooks/${template}`).replaceAll(/@[A-Z0-9]+@/g, (placeholder) => words[placeholder] ?? "");
}
