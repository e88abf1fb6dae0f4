import { editDocument } from "../../../documents/edit.ts";
import { mergeSides } from "../../../documents/merge-sides.ts";
import { documentTextAt, removeDocuments } from "../../../documents/new-document.ts";
import { collidingDocuments, readDocuments } from "../../../documents/read-documents.ts";
import { type Answer, answer } from "../../../model/answer.ts";
import type { Document, DocumentEdit } from "../../../model/document.ts";
import { Failure } from "../../../model/failure.ts";
import { type Finding, hasErrors } from "../../../model/finding.ts";
import { isDocumentFile } from "../../../model/document-names.ts";
import { documentAddress, type Kind } from "../../../model/kind.ts";
import type { FileEdit, SetOutput } from "../../../model/output/set.ts";
import { obstacleAt } from "../../../system/placed-file.ts";
import { stateDirectory } from "../../../workspace/state-directory.ts";
import { checkDocuments, type DeclaredState, readState } from "../../../workspace/state.ts";
import type { Workspace } from "../../../workspace/workspace.ts";
import { readText, writeFiles } from "../../../workspace/write-files.ts";
import { movedOrder, namedOrder } from "./move-order.ts";
import { nextTaskName, takenNumbers } from "./taken-numbers.ts";

export interface RenumberRequest {
  /** The number that the task has: `1.5`. */
  readonly from: string;
  /** The one that it gets; absent: the next free one of its phase. */
  readonly to?: string | undefined;
  /** Which of two tasks of that number is meant: the file that declares it. Absent: the one that came second. */
  readonly file?: string | undefined;
}

/**
 * Gives a task another number. One that has its number alone moves with its row, and every document that names it follows.
 * Of two tasks that took the same number, as branches do, one gets another, and what names the number means the one that
 * keeps it. Its work order goes with it. Throws V7-P001 where no task has the number, V7-P073 where the new one is taken, V7-P018.
 */
export async function renumberTask(workspace: Workspace, request: RenumberRequest): Promise<Answer<SetOutput>> {
  const kind = workspace.kinds.byName("Task");
  if (!kind) throw new Error("the kind Task is not registered");
  const state = await readState(workspace);
  const to = await newName(workspace, state, request);
  const edits = await editsFor({ workspace, kind, state }, { ...request, to });
  await refuseWorse(workspace, state, edits);
  await writeFiles(workspace, edits);
  const [moved] = edits;
  return answer({
    file: moved?.file ?? null,
    files: edits.map(({ file }) => file),
    changed: [documentAddress(kind, to)],
    diffs: edits,
    commit: null,
    apply: null,
  });
}

interface Numbering {
  readonly workspace: Workspace;
  readonly kind: Kind;
  readonly state: DeclaredState;
}

type Renumbering = RenumberRequest & { readonly to: string };

async function newName(
  workspace: Workspace,
  { documents }: DeclaredState,
  { from, to }: RenumberRequest,
): Promise<string> {
  const [phase = ""] = (to ?? from).split(".");
  if (to === undefined) return nextTaskName(workspace, documents, phase);
  const taken = await takenNumbers(workspace, documents, phase);
  if (!taken.has(Number(to.slice(phase.length + 1)))) return to;
  const free = await nextTaskName(workspace, documents, phase);
  throw new Failure("V7-P073", `${to} is a task already, here, in another branch or in the database`, {
    next: [`v7 task renumber ${from} ${free}`],
  });
}

/** The edits of the three ways in which a number can stand: in two sides of a merge, in two documents, in one. */
async function editsFor(numbering: Numbering, request: Renumbering): Promise<readonly FileEdit[]> {
  const { workspace, kind, state } = numbering;
  const { from, file } = request;
  const own = kind.fileOf(from);
  const conflicted = await readText(workspace, file ?? own);
  const [ours, theirs] = (conflicted === null ? undefined : collidingDocuments(conflicted)) ?? [];
  if (conflicted !== null && theirs !== undefined && ours?.name === from)
    return parted(numbering, request, { file: file ?? own, text: conflicted, theirs });
  const named = state.documents.filter((document) => document.kind === kind.name && document.name === from);
  const meant = named.filter(({ source }) => file === undefined || source.file === file).at(-1);
  if (meant === undefined)
    throw new Failure("V7-P001", `no document declares task/${from}${file === undefined ? "" : ` in ${file}`}`, {
      next: ["v7 task list"],
    });
  const isAlone = named.length === 1;
  const orders = await movedOrder(workspace, { ...request, name: String(meant.spec["name"]), isAlone });
  const also = [...(isAlone ? [movedFrom(from)] : []), ...namedOrder(meant.spec["notes"], request, orders)];
  const moved = await movedDocument(numbering, meant, { ...request, also });
  return [...moved, ...(isAlone ? await following(numbering, request, moved) : []), ...orders];
}

function movedFrom(from: string): DocumentEdit {
  return { action: "set", path: ["metadata", "movedFrom"], value: from };
}

function named(name: string): DocumentEdit {
  return { action: "set", path: ["metadata", "name"], value: name };
}

interface Collision {
  readonly file: string;
  readonly text: string;
  readonly theirs: Document;
}

/** The side that came keeps its text under the new number; the file is this side's again. */
async function parted(
  numbering: Numbering,
  { from, to }: Renumbering,
  { file, text, theirs: { spec } }: Collision,
): Promise<readonly FileEdit[]> {
  const sides = mergeSides(text);
  if (sides === undefined) return [];
  const moved = { from, to, name: String(spec["name"]), isAlone: false };
  const orders = await movedOrder(numbering.workspace, moved);
  const edits = [named(to), ...namedOrder(spec["notes"], moved, orders)];
  const theirs = await placed(numbering, to, editDocument(sides.theirs, 0, edits));
  return [theirs, { file, before: text, after: sides.ours, lost_comments: [] }, ...orders];
}

/** A document in a file of its own goes to the new number's file; one among others stays where it is. */
async function movedDocument(
  numbering: Numbering,
  { source }: Document,
  { from, to, also }: Renumbering & { readonly also: readonly DocumentEdit[] },
): Promise<readonly FileEdit[]> {
  const { workspace, kind } = numbering;
  const before = (await readText(workspace, source.file)) ?? "";
  const edits = [named(to), ...also];
  if (source.file !== kind.fileOf(from))
    return [{ file: source.file, before, after: editDocument(before, source.index, edits), lost_comments: [] }];
  const left = removeDocuments(before, [source.index]) ?? null;
  const own = editDocument(documentTextAt(before, source.index), 0, edits);
  return [await placed(numbering, to, own), { file: source.file, before, after: left, lost_comments: [] }];
}

/** Throws V7-D035 where something lies in the way. */
async function placed({ workspace, kind }: Numbering, name: string, after: string): Promise<FileEdit> {
  const file = kind.fileOf(name);
  const obstacle = obstacleAt(workspace.repository.root, file, stateDirectory);
  const before = await readText(workspace, file);
  const because = obstacle ?? (before === null ? undefined : "is there already");
  if (because !== undefined)
    throw new Failure("V7-D035", `${file} ${because}; no file was changed`, { next: ["move it out of the way"] });
  return { file, before, after, lost_comments: [] };
}

/** Every other document that names the task, with the new number in each place. */
async function following(
  { workspace, kind, state }: Numbering,
  { from, to }: Renumbering,
  moved: readonly FileEdit[],
): Promise<readonly FileEdit[]> {
  const edits = new Map<string, Map<number, DocumentEdit[]>>();
  for (const document of state.documents) {
    const places = (workspace.kinds.byName(document.kind)?.references?.(document) ?? []).filter(
      (reference) => reference.kind === kind.name && reference.name === from,
    );
    if (places.length === 0) continue;
    const { file, index } = document.source;
    const own = edits.get(file) ?? new Map<number, DocumentEdit[]>();
    own.set(
      index,
      places.map(({ path }) => ({ action: "set", path: [...path], value: to })),
    );
    edits.set(file, own);
  }
  return Promise.all(
    [...edits].map(async ([file, own]) => {
      const known = moved.find((edit) => edit.file === file);
      const before = known === undefined ? ((await readText(workspace, file)) ?? "") : (known.after ?? "");
      const after = [...own].reduce((text, [index, places]) => editDocument(text, index, places), before);
      return { file, before, after, lost_comments: [] };
    }),
  );
}

/** Several numbers may collide at once, and each is mended by itself: nothing may be wrong that was not wrong before. */
async function refuseWorse(workspace: Workspace, state: DeclaredState, edits: readonly FileEdit[]): Promise<void> {
  const edited = new Set(edits.map(({ file }) => file));
  const readings = edits.flatMap(({ file, after }) =>
    after === null || !isDocumentFile(file) ? [] : [readDocuments(after, file)],
  );
  const documents = [
    ...state.documents.filter(({ source }) => !edited.has(source.file)),
    ...readings.flatMap((reading) => reading.documents),
  ];
  const before = new Set(state.findings.map(said));
  const now = [...readings.flatMap(({ findings }) => findings), ...(await checkDocuments(workspace, documents))];
  const worse = now.filter((finding) => !before.has(said(finding)));
  if (!hasErrors(worse)) return;
  throw new Failure("V7-P018", "the edit would make the documents invalid; no file was changed", {
    findings: worse.map(({ line: _line, column: _column, ...finding }) => finding),
    next: ["declare or correct what is named above first"],
  });
}

function said({ code, message }: Finding): string {
  return `${code} ${message}`;
}
