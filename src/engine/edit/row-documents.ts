import { largestDocument, sizeFinding } from "../../documents/limits.ts";
import { readDocuments } from "../../documents/read-documents.ts";
import { type Address, compareAddresses } from "../../model/address.ts";
import type { Document } from "../../model/document.ts";
import { Failure } from "../../model/failure.ts";
import type { Finding } from "../../model/finding.ts";
import { isAttachedText, type Kinds } from "../../model/kind.ts";
import type { LiveResource } from "../../model/world.ts";
import { type DocumentCreation, documentText, obstaclesTo } from "../../workspace/edit-state.ts";
import { addressOfDocument, complaintsOf, type DeclaredState, neededAddresses } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** Rows on their way to documents: those that make a valid one, and why the others do not. */
export interface SiftedRows {
  readonly sound: readonly DocumentCreation[];
  /** An address each, no place: there is no file. In the order of the addresses. */
  readonly findings: readonly RowFinding[];
  /** What the documents name that are not written. */
  readonly wanted: ReadonlySet<Address>;
}

/** A row nobody declared gets a document with every value it holds; NULL says nothing. */
export function documentOfRow(kinds: Kinds, row: LiveResource | undefined): DocumentCreation[] {
  const kind = kinds.byName(row?.kind ?? "");
  if (!row || !kind) return [];
  const fields = Object.fromEntries(
    Object.entries(row.fields).filter(([field, value]) => value !== null && !isAttachedText(kind, field)),
  );
  return [{ action: "create", address: row.address, kind, fields, original: undefined }];
}

/**
 * Keeps what can be declared beside the documents that are there. A row is left out when its document would break
 * its schema, name what nobody declares or close a circle, and so is every row that names one left out.
 */
export function siftRows(
  workspace: Pick<Workspace, "kinds" | "repository">,
  state: DeclaredState,
  creations: readonly DocumentCreation[],
): SiftedRows {
  const { kinds } = workspace;
  const obstacles = obstaclesTo(workspace, state, creations);
  const readings = new Map(creations.map((creation) => [creation.address, readCreation(creation)]));
  const documents = [...readings.values()].flatMap((reading) => reading.documents);
  const broken = [
    ...[...readings].flatMap(([address, { findings }]) => findings.map(unplaced(address))),
    ...[...obstacles].map(([address, message]) => unplaced(address)({ severity: "error", code: "V7-D035", message })),
  ];
  const readable = followers(kinds, documents, new Set(broken.map(addressOfFinding)));
  const complaints = complaintsOf(kinds, [...state.documents, ...readable.kept]).map(({ document, code, message }) =>
    unplaced(addressOfDocument(kinds, document))({ severity: "error", code, message }),
  );
  const sound = followers(kinds, readable.kept, new Set(complaints.map(addressOfFinding)));
  const kept = new Set(sound.kept.map((document) => addressOfDocument(kinds, document)));
  const left = documents.filter((document) => !kept.has(addressOfDocument(kinds, document)));
  return {
    sound: creations.filter(({ address }) => kept.has(address)),
    wanted: new Set(left.flatMap((document) => neededAddresses(kinds, document))),
    findings: [...broken, ...readable.findings, ...complaints, ...sound.findings].toSorted((left, right) =>
      compareAddresses(left.address, right.address),
    ),
  };
}

const shownFindings = 20;

/** What to say of rows that were left out of so many; null when all of them became documents. */
export function rowsLeft(
  findings: readonly Finding[],
  count: number,
  next: readonly string[] = ["declare what the rows name, or correct them, then run it again"],
): Failure | null {
  if (findings.length === 0) return null;
  const left = new Set(findings.map(({ address }) => address)).size;
  const rest = findings.length > shownFindings ? [`${findings.length - shownFindings} more findings: --json`] : [];
  const message = count === 1 ? "the row cannot become a document" : `${left} of ${count} rows cannot become documents`;
  return new Failure("V7-P064", message, { findings: findings.slice(0, shownFindings), next: [...rest, ...next] });
}

/** A finding about a row. */
type RowFinding = Finding & { readonly address: Address };

function readCreation(creation: DocumentCreation): { documents: Document[]; findings: Finding[] } {
  const text = documentText(creation);
  if (Buffer.byteLength(text) > largestDocument) return { documents: [], findings: [sizeFinding(creation.address)] };
  return readDocuments(text, creation.address);
}

function unplaced(address: Address): (finding: Finding) => RowFinding {
  return ({ severity, code, message }) => ({ severity, code, message, address });
}

function addressOfFinding({ address }: RowFinding): Address {
  return address;
}

/** Without the documents at `lost`, and without those that name one of them, directly or by way of others. */
function followers(
  kinds: Kinds,
  documents: readonly Document[],
  lost: ReadonlySet<Address>,
): { kept: Document[]; findings: RowFinding[] } {
  const namedBy = lost.size === 0 ? new Map<Address, Address[]>() : referrers(kinds, documents);
  const gone = new Set(lost);
  const findings: RowFinding[] = [];
  // A set hands out what is added while it is walked.
  for (const address of gone) {
    for (const follower of namedBy.get(address) ?? []) {
      if (gone.has(follower)) continue;
      gone.add(follower);
      findings.push(unplaced(follower)(nameless(address)));
    }
  }
  return { kept: documents.filter((document) => !gone.has(addressOfDocument(kinds, document))), findings };
}

function nameless(address: Address): Finding {
  return { severity: "error", code: "V7-P066", message: `names ${address}, which cannot become a document` };
}

/** Address → who names it. */
function referrers(kinds: Kinds, documents: readonly Document[]): Map<Address, Address[]> {
  const named = new Map<Address, Address[]>();
  for (const document of documents) {
    for (const target of neededAddresses(kinds, document)) {
      const others = named.get(target);
      if (others) others.push(addressOfDocument(kinds, document));
      else named.set(target, [addressOfDocument(kinds, document)]);
    }
  }
  return named;
}
