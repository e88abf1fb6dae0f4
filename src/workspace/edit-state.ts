import { statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { lostComments } from "../documents/comments.ts";
import { contentId } from "../documents/content-id.ts";
import { editDocuments } from "../documents/edit.ts";
import { sizeFinding, largestDocument } from "../documents/limits.ts";
import { appendDocuments, newDocument, removeDocuments } from "../documents/new-document.ts";
import { readDocuments } from "../documents/read-documents.ts";
import { secretFinding } from "../documents/secret-finding.ts";
import { type Address, nameOf } from "../model/address.ts";
import type { Document, DocumentEdit } from "../model/document.ts";
import { Failure } from "../model/failure.ts";
import type { Json, JsonObject } from "../model/json.ts";
import { type Kind, type Kinds, resourceName } from "../model/kind.ts";
import type { FileEdit } from "../model/output/set.ts";
import { type Fields, labelsField, protectField } from "../model/resource.ts";
import { obstacleAt } from "../system/placed-file.ts";
import { type DocumentFiles, documentFiles } from "./document-files.ts";
import { resourceIn } from "./field-path.ts";
import { stateDirectory } from "./state-directory.ts";
import { checkDocuments, type DeclaredState, secretFinder } from "./state.ts";
import type { Workspace } from "./workspace.ts";
import { changedMeanwhile, readText, writeFiles } from "./write-files.ts";

/** A change to the declared state, by address. */
export type StateEdit =
  | { readonly action: "edit"; readonly address: Address; readonly edits: readonly DocumentEdit[] }
  | DocumentCreation
  | { readonly action: "remove"; readonly address: Address };

export interface DocumentCreation {
  readonly action: "create";
  readonly address: Address;
  readonly kind: Kind;
  readonly fields: Fields;
  /** The document as somebody once wrote it, and where; undefined: it is written anew. */
  readonly original: OriginalDocument | undefined;
}

/** Whether the edit makes a document. */
export function isCreation(edit: StateEdit): edit is DocumentCreation {
  return edit.action === "create";
}

/** A document's own text, comments included. */
export interface OriginalDocument {
  readonly file: string;
  readonly text: string;
}

/** What an edit did, in the keys that every answer about edits has. */
export interface EditedState {
  readonly files: readonly string[];
  readonly changed: readonly Address[];
  readonly diffs: readonly FileEdit[];
}

/**
 * Edits documents by address: all files are worked out and validated before the first is written, so that a bad
 * value changes nothing. Every byte outside the edits stays. Where a file goes to is proved before the first is written, and
 * whoever asked to consider the edit has done so.
 */
export async function editState(
  workspace: Workspace,
  state: DeclaredState,
  edits: readonly StateEdit[],
  texts: readonly FileText[] = [],
): Promise<EditedState> {
  const work = await placeEdits(workspace, state, edits);
  const documents = [...work]
    .map(([file, { before, own }]) => editedFile(workspace.kinds, state, { file, before, edits: own }))
    .filter((edit) => edit.before !== edit.after);
  await refuseInvalid(workspace, state, documents);
  for (const { file, within } of texts) refuseObstacle(workspace, file, within);
  const diffs = [...documents, ...texts.map(({ file, before, after }) => ({ file, before, after, lost_comments: [] }))];
  if (diffs.length > 0) await workspace.consider?.(diffs.map(({ file, after }) => ({ file, text: after })));
  await writeFiles(workspace, diffs);
  const touched = new Set(diffs.map(({ file }) => file));
  const changed = new Set([...work].flatMap(([file, { own }]) => (touched.has(file) ? own : [])));
  return {
    files: [...touched],
    changed: edits.filter((edit) => changed.has(edit)).map(({ address }) => address),
    diffs,
  };
}

/** A file that documents name, with its text: it is written with them. */
export interface FileText {
  readonly file: string;
  readonly before: string | null;
  readonly after: string;
  /** The folder that it must lie in; absent: `state`. */
  readonly within?: string;
}

/** A file that is edited: its text so far, and what is done to it. */
interface FileWork {
  readonly before: string | null;
  readonly own: StateEdit[];
}

/** Each edit with the file it goes to, in an order in which no index moves before it is used. */
async function placeEdits(
  workspace: Workspace,
  state: DeclaredState,
  edits: readonly StateEdit[],
): Promise<ReadonlyMap<string, FileWork>> {
  const work = new Map<string, FileWork>();
  const files = documentFiles(state.files, (file) => sizeOf(workspace, file, work.get(file)?.before));
  for (const edit of inSafeOrder(workspace.kinds, state, edits)) {
    const file = fileOf(state, files, edit);
    const known = work.get(file) ?? { before: await readPlace(workspace, state, file), own: [] };
    known.own.push(edit);
    work.set(file, known);
  }
  return work;
}

/** The document that declares an address; a Failure names what is missing. */
export function requireDocument(state: DeclaredState, address: Address): Document {
  const document = state.documentAt(address);
  if (document) return document;
  throw new Failure("V7-P001", `no document declares ${address}`, { next: ["v7 graph lists the addresses"] });
}

/**
 * Edits come first, then what is new, then entries and documents that go, from the last to the first: no index moves
 * before it is used.
 */
function inSafeOrder(kinds: Kinds, state: DeclaredState, edits: readonly StateEdit[]): StateEdit[] {
  const of = (action: StateEdit["action"]): StateEdit[] => edits.filter((edit) => edit.action === action);
  const placeOf = ({ address }: StateEdit): readonly [isWhole: number, document: number, entry: number] => {
    const document = state.documentAt(address);
    const path = document && resourceIn(kinds, document, address)?.path;
    return [path ? 0 : 1, document?.source.index ?? 0, Number(path?.at(-1) ?? 0)];
  };
  const removals = of("remove").toSorted((left, right) => {
    const [one, other] = [placeOf(left), placeOf(right)];
    return one[0] - other[0] || other[1] - one[1] || other[2] - one[2];
  });
  return [...of("edit"), ...of("create"), ...removals];
}

function fileOf(state: DeclaredState, files: DocumentFiles, edit: StateEdit): string {
  if (edit.action !== "create" || edit.kind.part) return requireDocument(state, edit.address).source.file;
  return edit.original?.file ?? files.fileFor(edit, Buffer.byteLength(documentText(edit)) + separatorBytes);
}

/** `---` and a line end. */
const separatorBytes = 5;

interface EditedFile extends Pick<FileEdit, "file" | "before"> {
  readonly edits: readonly StateEdit[];
}

/** A file's text after all its edits: those within documents together, then what is new, then what goes. */
function editedFile(kinds: Kinds, state: DeclaredState, { file, before, edits }: EditedFile): FileEdit {
  const within = new Map<number, DocumentEdit[]>();
  const created: string[] = [];
  const removed: number[] = [];
  for (const edit of edits) {
    if (edit.action === "create" && !edit.kind.part) {
      created.push(edit.original?.text ?? documentText(edit));
      continue;
    }
    const document = requireDocument(state, edit.address);
    const { index } = document.source;
    const own = editsWithin(kinds, document, edit);
    if (own === undefined) removed.push(index);
    else within.set(index, [...(within.get(index) ?? []), ...own]);
  }
  const text = before ?? "";
  const edited = within.size === 0 ? text : editDocuments(text, within);
  const after = removeDocuments(appendDocuments(edited, created), removed);
  return { file, before, after: after ?? null, lost_comments: lostComments(text, edited) };
}

/** What happens inside a document; undefined where the whole of it goes. */
export function editsWithin(kinds: Kinds, document: Document, edit: StateEdit): readonly DocumentEdit[] | undefined {
  const path = resourceIn(kinds, document, edit.address)?.path;
  switch (edit.action) {
    case "edit":
      return path ? edit.edits.map((one) => ({ ...one, path: [...path, ...one.path.slice(1)] })) : edit.edits;
    case "remove":
      return path && [{ action: "remove", path }];
    case "create":
      return [{ action: "append", path: ["spec", edit.kind.part?.list ?? ""], value: entryOf(edit) }];
  }
}

/** The entry of a list that a part is declared by. */
function entryOf({ kind, address, fields }: DocumentCreation): JsonObject {
  return { [kind.part?.key ?? "name"]: resourceName(kind, address), ...specOf(fields) };
}

/** The text of the document that is to be created. */
export function documentText({ kind, address, fields }: DocumentCreation): string {
  const name = nameOf(address);
  return newDocument({
    kind: kind.name,
    name,
    labels: fields[labelsField] as { readonly [label: string]: string } | undefined,
    protect: fields[protectField] === true,
    spec: specOf(fields),
    schemaPath: relative(dirname(kind.fileOf(name)), `schemas/v1/${kind.segment}.schema.json`),
  });
}

/** `{"approval.status": "approved"}` → `{approval: {status: "approved"}}`. */
function specOf(fields: Fields): JsonObject {
  const spec: { [key: string]: Json } = {};
  for (const [field, value] of Object.entries(fields)) {
    if (field === labelsField || field === protectField) continue;
    const [first = "", second] = field.split(".");
    spec[first] = second === undefined ? value : { ...(spec[first] as JsonObject | undefined), [second]: value };
  }
  return spec;
}

/** The documents were valid before: whatever is wrong afterwards, the edit has done. */
async function refuseInvalid(workspace: Workspace, state: DeclaredState, diffs: readonly FileEdit[]): Promise<void> {
  const readings = diffs.flatMap(({ file, after }) => (after === null ? [] : [readDocuments(after, file)]));
  const edited = new Set(diffs.map(({ file }) => file));
  const untouched = state.documents.filter(({ source }) => !edited.has(source.file));
  const secrets = diffs.flatMap(({ file, after }) => secretFinding(after ?? "", file, workspace.redactor.find) ?? []);
  const large = diffs.flatMap(({ file, after }) =>
    Buffer.byteLength(after ?? "") > largestDocument ? [sizeFinding(file)] : [],
  );
  const findSecrets = secretFinder(workspace);
  const suspects = await Promise.all(diffs.map(({ file, after }) => findSecrets(file, after ?? "")));
  const leaks = [...secrets, ...suspects.flat().filter(({ severity }) => severity === "error")];
  // What else is wrong would be told with the value that it is wrong with.
  const broken = leaks.length > 0 ? leaks : [...large, ...readings.flatMap((reading) => reading.findings)];
  const dangling = await checkDocuments(workspace, [...untouched, ...readings.flatMap(({ documents }) => documents)]);
  const findings = broken.length > 0 ? broken : dangling;
  if (findings.length === 0) return;
  throw new Failure("V7-P018", "the edit would make the documents invalid; no file was changed", {
    // Lines of files that were not written would lead nowhere.
    findings: findings.map(({ line: _line, column: _column, ...finding }) => finding),
    next: [`declare or correct what is named above first${diffs.length > 1 ? ", or name fewer addresses" : ""}`],
  });
}

/** What keeps a document that is to be created from its place below state/, whatever its name or a link says. */
export function obstaclesTo(
  { repository }: Pick<Workspace, "repository">,
  state: DeclaredState,
  creations: readonly DocumentCreation[],
): ReadonlyMap<Address, string> {
  const files = documentFiles(state.files, () => 0);
  const obstacles = new Map<Address, string>();
  for (const creation of creations) {
    if (creation.kind.part) continue;
    const file = fileOf(state, files, creation);
    const because = obstacleAt(repository.root, file, stateDirectory);
    if (because !== undefined) obstacles.set(creation.address, `its file ${file} ${because}`);
  }
  return obstacles;
}

function refuseObstacle({ repository }: Workspace, file: string, within = stateDirectory): void {
  const because = obstacleAt(repository.root, file, within);
  if (because === undefined) return;
  throw new Failure("V7-D035", `${file} ${because}; no file was changed`, {
    next: ["put a folder of the repository's own there, or rename what is in the way"],
  });
}

function sizeOf({ repository }: Workspace, file: string, text: string | null | undefined): number {
  if (text !== undefined) return Buffer.byteLength(text ?? "");
  return statSync(join(repository.root, file), { throwIfNoEntry: false })?.size ?? 0;
}

/** Documents lie below state/ and nowhere else; nothing is read by way of a link, nor written where its edit does not fit. */
async function readPlace(workspace: Workspace, state: DeclaredState, file: string): Promise<string | null> {
  refuseObstacle(workspace, file);
  const text = await readText(workspace, file);
  const known = state.contents.get(file);
  if (known !== undefined && (text === null || contentId(Buffer.from(text)) !== known)) throw changedMeanwhile(file);
  return text;
}
