import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { alikeComplaints } from "../documents/check-names.ts";
import { enumComplaints } from "../documents/check-enums.ts";
import { partComplaints, reservedComplaints } from "../documents/check-parts.ts";
import { type Complaint, placeComplaints, referenceComplaints } from "../documents/check-references.ts";
import { movedFromComplaints, uniqueComplaints } from "../documents/check-unique.ts";
import { documentsDigest } from "../documents/generated/digest.js";
import { findSecretsBut, type FindSecrets } from "../documents/secret-finding.ts";
import { type GivenFiles, type Loaded, loadDocuments } from "../documents/load.ts";
import type { Address } from "../model/address.ts";
import type { Document } from "../model/document.ts";
import { Failure } from "../model/failure.ts";
import { type Finding, hasErrors, sortFindings } from "../model/finding.ts";
import { documentAddress, type Reference, type Kinds } from "../model/kind.ts";
import type { Resource } from "../model/resource.ts";
import { acceptedSecrets, filesOf } from "./accepted-secrets.ts";
import { readAttachments, type ReadStateFile } from "./attachments.ts";
import { stateDirectory } from "./state-directory.ts";
import { readTrackedState, undecidedFindings } from "./undecided.ts";
import type { Workspace } from "./workspace.ts";

/** The declared state of a checkout, with everything that is wrong with it. */
export interface DeclaredState {
  readonly documents: readonly Document[];
  readonly findings: readonly Finding[];
  /** The files that were read. */
  readonly files: readonly string[];
  /** The content of each file that could be read, attachments among them: by its path the id that git gives these bytes. */
  readonly contents: ReadonlyMap<string, string>;
  /** Any of its files, where they were read. */
  readonly read: ReadStateFile;
  /** The document that declares an address, or the whole of which it is a part. */
  documentAt(address: Address): Document | undefined;
  /** What the documents ask for, row by row; worked out when it is first asked, and once. */
  declarations(): readonly Declaration[];
}

/** A resource, and the document that declares it. */
export interface Declaration {
  readonly document: Document;
  readonly resource: Resource;
}

/** What reading the state needs of a workspace: no database among it. */
export type StateReader = Pick<Workspace, "repository" | "kinds" | "redactor">;

/** A state that lies elsewhere than in the work tree. */
export interface StateSource {
  /** Its YAML files. */
  readonly files: GivenFiles;
  /** Any of its files. */
  readonly read: ReadStateFile;
  /** False: nothing of what was read is kept for the next time. */
  readonly isKept?: boolean;
}

/** Reads, validates and cross-checks every document below `state/`. Never throws for what a file contains. */
export async function readState(workspace: StateReader, source?: StateSource): Promise<DeclaredState> {
  const { root } = workspace.repository;
  const loaded = await loadState(workspace, source);
  const { kinds, redactor } = workspace;
  const read: ReadStateFile = source?.read ?? ((path) => readFile(join(root, path)));
  const attaching = { kinds, findSecret: redactor.find, findSecrets: secretFinder(workspace, source), read };
  const { documents, findings: unattached, contents } = await readAttachments(attaching, loaded.documents);
  const known = [...documents, ...loaded.partial];
  const found = sortFindings([
    ...loaded.findings,
    ...unattached,
    ...(await checkDocuments(workspace, known, source?.files)),
  ]);
  return {
    documents,
    files: loaded.files,
    read,
    contents: contents.size === 0 ? loaded.contents : new Map([...loaded.contents, ...contents]),
    findings: withAddresses(workspace.kinds, known, found),
    documentAt: documentLookup(workspace.kinds, documents),
    declarations: declarationsOf(workspace.kinds, documents),
  };
}

/**
 * Each document by itself, as its file has it; an error for each that is not there though nobody removed it. Never throws
 * for what a file contains.
 */
export async function loadState(reader: Omit<StateReader, "kinds">, source?: StateSource): Promise<Loaded> {
  if (source !== undefined) return loadFiles(reader, source);
  // Git answers while the files are read.
  const tracking = readTrackedState(reader.repository);
  tracking.catch(() => undefined);
  const loaded = await loadFiles(reader);
  const undecided = undecidedFindings(reader.repository, await tracking, loaded.others);
  return undecided.length === 0 ? loaded : { ...loaded, findings: sortFindings([...loaded.findings, ...undecided]) };
}

function loadFiles({ repository, redactor }: Omit<StateReader, "kinds">, source?: StateSource): Promise<Loaded> {
  // Of files on disk the cache knows the stamps; of others, their bytes alone.
  const cached = source === undefined || source.isKept === false ? "documents" : "staged-documents";
  return loadDocuments({
    root: repository.root,
    stateDirectory,
    ...(source === undefined ? {} : { given: source.files }),
    cacheFile: join(repository.home, "cache", `${cached}-${documentsDigest}.json`),
    keepsCache: source?.isKept !== false,
    findSecret: redactor.find,
    findSecrets: secretFinder({ repository }, source),
  });
}

/** What the hook finds is found in documents by everything that reads them, with the same list of what is accepted. */
export function secretFinder({ repository }: Pick<StateReader, "repository">, source?: StateSource): FindSecrets {
  return findSecretsBut(() => acceptedSecrets(source?.read ?? filesOf(repository.root)));
}

/** A finding belongs to the last document of its file that begins above it. */
function withAddresses(kinds: Kinds, documents: readonly Document[], findings: readonly Finding[]): Finding[] {
  if (findings.length === 0) return [];
  const byFile = Map.groupBy(documents, ({ source }) => source.file);
  return findings.map((finding) => {
    const above = (byFile.get(finding.file ?? "") ?? []).filter(({ source }) => source.line <= (finding.line ?? 0));
    const [document] = above.toSorted((left, right) => right.source.line - left.source.line);
    return finding.address !== undefined || !document
      ? finding
      : { ...finding, address: addressOfDocument(kinds, document) };
  });
}

/** Built when it is first asked: most plans never do. */
function documentLookup(kinds: Kinds, documents: readonly Document[]): (address: Address) => Document | undefined {
  let known: Map<Address, Document> | undefined;
  return (address) => {
    known ??= new Map(documents.map((document) => [addressOfDocument(kinds, document), document]));
    for (let whole = address; whole.includes("/"); whole = whole.slice(0, whole.lastIndexOf("/"))) {
      const document = known.get(whole);
      if (document) return document;
    }
    return undefined;
  };
}

function declarationsOf(kinds: Kinds, documents: readonly Document[]): DeclaredState["declarations"] {
  let known: Declaration[] | undefined;
  return () =>
    (known ??= documents.flatMap((document) =>
      (kinds.byName(document.kind)?.expand(document) ?? []).map((resource) => ({ document, resource })),
    ));
}

/** Loaded only where there is a Policy: it looks fields up in the kinds' schemas. */
async function policyComplaints(kinds: Kinds, documents: readonly Document[]): Promise<Complaint[]> {
  if (!documents.some(({ kind }) => kind === "Policy")) return [];
  const check = await import("../documents/check-policy.ts");
  return check.policyComplaints(kinds, documents);
}

/** The same without places, of documents that may have no file yet. */
export function complaintsOf(kinds: Kinds, documents: readonly Document[]): Complaint[] {
  return [
    ...referenceComplaints({ documents, referencesOf: (document) => referencesOf(kinds, document) }),
    ...alikeComplaints(documents, (kind) => kinds.byName(kind)),
    ...partComplaints(kinds.all, documents),
    ...reservedComplaints(kinds.all, documents),
    ...uniqueComplaints(kinds.all, documents),
    ...enumComplaints(documents),
    ...movedFromComplaints(documents),
  ];
}

/** What only all documents together can show: names declared twice, missing or in a circle. */
export async function checkDocuments(
  { kinds, repository }: StateReader,
  documents: readonly Document[],
  given?: GivenFiles,
): Promise<Finding[]> {
  const complaints = [...complaintsOf(kinds, documents), ...(await policyComplaints(kinds, documents))];
  return placeComplaints({ root: repository.root, given }, complaints);
}

/** The same, for use cases that need valid documents: every error is named at once, with exit 1. */
export async function readValidState(workspace: Workspace): Promise<DeclaredState> {
  const state = await readState(workspace);
  refuseNothing(workspace, state);
  if (!hasErrors(state.findings)) return state;
  const errors = state.findings.filter(({ severity }) => severity === "error").length;
  throw new Failure("V7-D000", `${errors} ${errors === 1 ? "error" : "errors"} in the documents`, {
    findings: state.findings,
    next: ["v7 validate"],
  });
}

/** A job that finds no document looks in the wrong place, and would be green for ever. Where a person asks, he sees it. */
export function refuseNothing(workspace: Pick<Workspace, "variable" | "repository">, state: DeclaredState): void {
  const job = workspace.variable("CI") ?? "";
  if (state.files.length > 0 || state.findings.length > 0 || ["", "0", "false"].includes(job)) return;
  throw new Failure("V7-D028", `no document in ${workspace.repository.root}/${stateDirectory}, and CI is set`, {
    next: ["check the folder of the job, or name it: v7 --repo DIR"],
  });
}

/** What the documents ask for, row by row. */
export function expandDocuments(kinds: Kinds, documents: readonly Document[]): Resource[] {
  return documents.flatMap((document) => kinds.byName(document.kind)?.expand(document) ?? []);
}

/** Which resources a resource needs, from its document's references. Built only when it is asked. */
export function dependencyLookup(
  kinds: Kinds,
  documents: readonly Document[],
): (address: Address) => readonly Address[] {
  let needs: Map<Address, Address[]> | undefined;
  return (address) => {
    needs ??= new Map(
      documents.map((document) => [addressOfDocument(kinds, document), neededAddresses(kinds, document)]),
    );
    return needs.get(address) ?? [];
  };
}

/** A document's own address. */
export function addressOfDocument(kinds: Kinds, document: Document): Address {
  return addressOfName(kinds, document.kind, document.name);
}

/** The addresses of what a document names. */
export function neededAddresses(kinds: Kinds, document: Document): Address[] {
  return referencesOf(kinds, document).map(({ kind, name }) => addressOfName(kinds, kind, name));
}

/** The address of a kind's document by its name. */
export function addressOfName(kinds: Kinds, kind: string, name: string): Address {
  return documentAddress(kinds.byName(kind) ?? { segment: kind.toLowerCase() }, name);
}

/** What a document names, as its kind says. */
export function referencesOf(kinds: Kinds, document: Document): readonly Reference[] {
  return kinds.byName(document.kind)?.references?.(document) ?? [];
}
