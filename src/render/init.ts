import type { InitOutput } from "../model/output/init.ts";
import { countedFiles } from "./type/counts.ts";
import { escapeControls } from "./type/escape.ts";

/** What was made, folder by folder, and what a new repository needs first. */
export function renderInitialized({ created, skipped }: InitOutput): string {
  return [
    ...told("created", created),
    ...told("kept", skipped),
    created.some(isDocument) || skipped.some(isDocument)
      ? "Next: v7 plan"
      : "Next: v7 new persona NAME; v7 explain says what there is",
  ].join("\n");
}

/** Files of the top by name, those of a folder by their number. */
function told(verb: string, files: readonly string[]): string[] {
  const folders = Map.groupBy(files, folderOf);
  return [...folders].map(([folder, own]) => {
    const [only = ""] = own;
    const what = own.length === 1 ? escapeControls(only) : `${escapeControls(folder)}/ (${countedFiles(own.length)})`;
    return `${verb.padEnd(8)} ${what}`;
  });
}

function folderOf(file: string): string {
  const steps = file.split("/");
  return steps.length === 1 ? file : (steps[0] ?? "");
}

function isDocument(file: string): boolean {
  return file.startsWith("state/") && file.endsWith(".yaml");
}
