import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Complaint } from "../../documents/check-references.ts";
import { editDocument } from "../../documents/edit.ts";
import { documentPieces } from "../../documents/new-document.ts";
import { readDocuments } from "../../documents/read-documents.ts";
import { type Address, compareAddresses } from "../../model/address.ts";
import type { Document, DocumentEdit, DocumentPath } from "../../model/document.ts";
import { Failure } from "../../model/failure.ts";
import type { Finding } from "../../model/finding.ts";
import {
  type DocumentCreation,
  documentText,
  editsWithin,
  requireDocument,
  type StateEdit,
} from "../../workspace/edit-state.ts";
import { addressOfDocument, complaintsOf, type DeclaredState, neededAddresses } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** Edits of documents that are there. */
export type DocumentChange = Exclude<StateEdit, DocumentCreation>;

export interface SiftedEdits {
  readonly kept: readonly DocumentChange[];
  /** Why the others are left, an address each. */
  readonly findings: readonly Finding[];
}

/** What the documents will be beside the edits that are judged. */
export interface Beside {
  readonly workspace: Workspace;
  readonly state: DeclaredState;
  readonly creations: readonly DocumentCreation[];
}

/**
 * Keeps the edits whose documents stay valid, each by itself and all together. A value that its schema refuses, that names
 * what nobody declares or that closes a circle is left out alone, and so is the removal of what others still name.
 */
export async function siftEdits(beside: Beside, edits: readonly DocumentChange[]): Promise<SiftedEdits> {
  const { workspace, state, creations } = beside;
  const findings: Finding[] = [];
  let open = await openValues(beside, edits, findings);
  const whole = creations.filter(({ kind }) => !kind.part);
  const created = whole.flatMap((creation) => readDocuments(documentText(creation), creation.address).documents);
  for (;;) {
    const documents = documentsAfter(state, open);
    const complaints = complaintsOf(workspace.kinds, [...documents, ...created]);
    const left = leaveOut(workspace, open, complaints);
    findings.push(...left.findings);
    if (left.findings.length === 0) return { kept: keptEdits(edits, open), findings: inOrder(findings) };
    open = left.open;
  }
}

/** What to say of values that were left out of so many; null when all were declared. */
export function valuesLeft(findings: readonly Finding[], count: number): Failure | null {
  if (findings.length === 0) return null;
  const message =
    count === 1 ? "the value cannot be declared" : `${findings.length} of ${count} values cannot be declared`;
  const shown = findings.slice(0, shownFindings);
  const rest = findings.length > shown.length ? [`${findings.length - shown.length} more findings: --json`] : [];
  return new Failure("V7-P085", message, {
    findings: shown,
    next: [...rest, "correct them in the database or declare other values, then run it again"],
  });
}

const shownFindings = 20;

/** A document with the values that are to be declared in it, each by itself. */
interface OpenDocument {
  readonly document: Document;
  readonly text: string;
  readonly values: readonly OpenValue[];
  /** What it says with all of them; undefined where it goes as a whole. */
  readonly after: Document | undefined;
}

interface OpenValue {
  readonly edit: DocumentChange;
  /** Within the document; undefined where the whole of it goes. */
  readonly part: DocumentEdit | undefined;
  /** Which of its address's edits it is. */
  readonly index: number;
}

async function openValues(
  { workspace, state }: Beside,
  edits: readonly DocumentChange[],
  findings: Finding[],
): Promise<readonly OpenDocument[]> {
  const byDocument = Map.groupBy(edits, ({ address }) => requireDocument(state, address));
  const pieces = new Map<string, readonly string[]>();
  const opened: OpenDocument[] = [];
  for (const [document, own] of byDocument) {
    const { file, index } = document.source;
    const known = pieces.get(file) ?? documentPieces(await readFile(join(workspace.repository.root, file), "utf8"));
    pieces.set(file, known);
    const values = own.flatMap((edit): OpenValue[] => {
      const parts = editsWithin(workspace.kinds, document, edit);
      if (parts === undefined) return [{ edit, part: undefined, index: 0 }];
      return parts.map((part, position) => ({ edit, part, index: position }));
    });
    opened.push(
      ...withoutBroken({ document, text: known[index] ?? "", values: values.toSorted(lastItemsFirst) }, findings),
    );
  }
  return opened;
}

/** Items go from the last to the first, so that no index moves before it is used. */
function lastItemsFirst({ part: left }: OpenValue, { part: right }: OpenValue): number {
  return itemOf(left) - itemOf(right);
}

function itemOf(part: DocumentEdit | undefined): number {
  const step = part?.action === "remove" ? part.path.at(-1) : undefined;
  return typeof step === "number" ? -step : Number.NEGATIVE_INFINITY;
}

/** Leaves out what the document's schema refuses: value by value, and all where only together they break it. */
function withoutBroken(open: Omit<OpenDocument, "after">, findings: Finding[]): OpenDocument[] {
  if (open.values.some(({ part }) => part === undefined)) return [{ ...open, after: undefined }];
  const together = readWith(open, open.values);
  if (typeof together !== "string") return [{ ...open, after: together }];
  const sound = open.values.filter((value) => {
    const alone = readWith(open, [value]);
    if (typeof alone === "string") findings.push(unfit(value, alone));
    return typeof alone !== "string";
  });
  const rest = readWith(open, sound);
  if (typeof rest !== "string") return sound.length === 0 ? [] : [{ ...open, values: sound, after: rest }];
  findings.push(...sound.map((value) => unfit(value, rest)));
  return [];
}

/** The document with these values, or what is wrong with it then. */
function readWith({ document, text }: Omit<OpenDocument, "after">, values: readonly OpenValue[]): Document | string {
  const parts = values.flatMap(({ part }) => part ?? []);
  const edited = attempt(() => editDocument(text, 0, parts));
  if (edited instanceof Error) return edited.message;
  const { documents, findings } = readDocuments(edited, document.source.file);
  const [after] = documents;
  return after === undefined
    ? (findings[0]?.message ?? "the value cannot be written")
    : { ...after, source: document.source };
}

function attempt(write: () => string): string | Error {
  try {
    return write();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function unfit({ edit, part }: OpenValue, message: string): Finding {
  return { severity: "error", code: "V7-P085", message: `${fieldOf(part)}${message}`, address: edit.address };
}

function fieldOf(part: DocumentEdit | undefined): string {
  const path = part?.path.filter((step) => step !== "spec").join(".") ?? "";
  return path === "" ? "" : `${path} stays as declared: `;
}

function documentsAfter({ documents }: DeclaredState, open: readonly OpenDocument[]): Document[] {
  const edited = new Map(open.map(({ document, after }) => [document, after]));
  return documents.flatMap((document) => (edited.has(document) ? (edited.get(document) ?? []) : document));
}

/** Without the values that are complained of, and without removals that leave a name behind. */
function leaveOut(
  { kinds }: Workspace,
  open: readonly OpenDocument[],
  complaints: readonly Complaint[],
): { open: readonly OpenDocument[]; findings: readonly Finding[] } {
  if (complaints.length === 0) return { open, findings: [] };
  const findings: Finding[] = [];
  const byDocument = Map.groupBy(complaints, ({ document }) => addressOfDocument(kinds, document));
  const stillNamed = new Map<Address, Address>();
  for (const { document } of complaints)
    for (const needed of neededAddresses(kinds, document)) stillNamed.set(needed, addressOfDocument(kinds, document));
  const kept = open.flatMap((one): OpenDocument[] => {
    const address = addressOfDocument(kinds, one.document);
    const namedBy = stillNamed.get(address);
    if (one.after === undefined) {
      if (namedBy === undefined) return [one];
      findings.push({ severity: "error", code: "V7-P085", message: `stays declared: ${namedBy} names it`, address });
      return [];
    }
    const own = byDocument.get(address) ?? [];
    const [first] = own;
    if (first === undefined) return [one];
    const guilty = one.values.filter(({ part }) => own.some(({ path }) => isWithin(path, part?.path ?? [])));
    const left = guilty.length === 0 ? one.values : guilty;
    findings.push(...left.map((value) => unfit(value, first.message)));
    return withoutBroken({ ...one, values: one.values.filter((value) => !left.includes(value)) }, findings).filter(
      ({ values }) => values.length > 0,
    );
  });
  // A document that is left out as a whole still counts as progress.
  return { open: kept, findings };
}

/** One path lies in the other. */
function isWithin(path: DocumentPath, other: DocumentPath): boolean {
  const length = Math.min(path.length, other.length);
  return path.slice(0, length).every((step, at) => step === other[at]);
}

/** The edits with the values that are left of each, in their order. */
function keptEdits(edits: readonly DocumentChange[], open: readonly OpenDocument[]): DocumentChange[] {
  const values = Map.groupBy(
    open.flatMap((one) => one.values),
    ({ edit }) => edit,
  );
  return edits.flatMap((edit): DocumentChange[] => {
    const own = values.get(edit);
    if (own === undefined) return [];
    if (edit.action === "remove" || own.length === edit.edits.length) return [edit];
    const kept = new Set(own.map(({ index }) => index));
    return [{ ...edit, edits: edit.edits.filter((_, index) => kept.has(index)) }];
  });
}

function inOrder(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((left, right) => compareAddresses(left.address ?? "", right.address ?? ""));
}
