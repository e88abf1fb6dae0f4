import type { DocsSyncOutput, SyncedDocument } from "../model/output/docs-sync.ts";
import { counted } from "./type/counts.ts";
import { escapeControls } from "./type/escape.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { listLines } from "./type/table.ts";

/** What changed, a line each, and copies that are not as they should be; what is as it was is counted. */
export function renderDocsSync(output: DocsSyncOutput, screen: Screen = plainScreen): string {
  const { database, sets, documents, unchanged } = output;
  const head = `Database: ${escapeControls(database)}`;
  if (sets === 0) return [head, "No document set is applied. Next: declare one in state/, v7 apply"].join("\n");
  const told = documents.filter((document) => document.state !== "unchanged" || copiesText(document) !== "");
  const marks = { added: "+", changed: "~", gone: "-", unchanged: " " } as const;
  const rows = told.map((document) => [
    marks[document.state],
    escapeControls(document.path),
    document.state,
    copiesText(document),
  ]);
  const counts = (["added", "changed", "gone"] as const).map((state) => `${output[state]} ${state}`);
  return [
    head,
    ...listLines(rows, screen),
    `${counted(documents.length - output.gone, "document")} of ${counted(sets, "set")}: ${counts.join(", ")}, ${unchanged} as before. Next: v7 report documents`,
  ].join("\n");
}

/** Copies on this machine that are missing or other ones. */
function copiesText({ locations }: SyncedDocument): string {
  return locations
    .filter(({ state }) => state === "missing" || state === "differs")
    .map(({ node, path, state }) => `${escapeControls(node)} ${escapeControls(path)} ${state}`)
    .join(", ");
}
