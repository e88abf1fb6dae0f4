import type { Code } from "./codes/codes.ts";
import { type Address, addressOf, nameOf, stepsOf } from "./address.ts";
import type { Document } from "./document.ts";
import { Failure } from "./failure.ts";
import { hostOfAddress } from "./inet.ts";
import type { Json } from "./json.ts";
import { nearest } from "./nearest.ts";
import type { Fields, Resource } from "./resource.ts";

/** How a column's value travels and compares. `timestamp` and `date` are canonical UTC text, `numeric` is decimal text. */
export type ColumnType =
  | "text"
  | "integer"
  | "numeric"
  | "boolean"
  | "timestamp"
  | "date"
  | "inet"
  | "jsonb"
  | "text[]"
  | "integer[]"
  | "uuid[]";

/** One spec field and the column that holds it. */
export interface FieldSpec {
  /** Dotted spec path: `name`, `approval.status`. */
  readonly field: string;
  readonly column: string;
  readonly type: ColumnType;
  /** Arrays only: a `set` compares without order. */
  readonly collection?: "list" | "set";
  /** True when the column accepts NULL, so `field: null` is legal. */
  readonly nullable: boolean;
  /** What the column holds when nobody says; gates judge new rows by it. */
  readonly default?: Json;
  /** True when a unique index covers the column: swaps release the old value first. */
  readonly unique?: boolean;
  /** Unique among rows that share this key column, where the value is true: one primary interface a node. */
  readonly uniqueWithin?: string;
  /** The kind whose names the field holds. `uuid[]` columns store the ids of its rows. */
  readonly references?: string;
  /** The column holds the id of a row there, the field its name. */
  readonly lookup?: Lookup;
}

/** A row that a column names by its id, and people by its name. */
export interface Lookup {
  readonly table: string;
  readonly id: string;
  readonly name: string;
}

/** One column of a table's natural key, as it is read from the resource's address. */
export interface KeyColumn {
  readonly column: string;
  readonly type: "text" | "integer" | "inet";
  /** The column holds an id; the key holds the name. */
  readonly lookup?: Lookup;
  /** The key is one name, and the row has it in several columns; this one is the last of them. */
  readonly composed?: ComposedKey;
}

/** A name that lies in several columns of a row. */
export interface ComposedKey {
  /** What makes the name of the row `t`. */
  readonly expression: string;
  /** Every column that may hold a part of it. */
  readonly columns: readonly string[];
  /** What the columns hold for a name; one that is absent is none of the name's business. */
  partsOf(name: string): { readonly [column: string]: string | null };
}

/** Rows that are history are not deleted: a removal takes them out of use. */
export interface Retirement {
  /** What tells a retired row: a column's value, or a time under `retiredAt` in the column `metadata`. */
  readonly marker: "metadata.retiredAt" | { readonly column: string; readonly value: Json; readonly inUse: Json };
  /** Columns that a removal sets beside the marker. */
  readonly sets?: { readonly [column: string]: Json };
  /** True: declaring it again brings the row back. False: it becomes a new row beside the old one. */
  readonly isRevived: boolean;
}

/** How a kind's rows lie in Postgres. The generated SQL of `postgres/rows` is built from this alone. */
export interface TableSpec {
  readonly name: string;
  /** The primary key column; audit records name rows by its text. */
  readonly id: string;
  readonly key: readonly KeyColumn[];
  /** `task/1.2` → `[1, 2]`, in the order of `key`. */
  keyOf(address: Address): readonly (string | number)[];
  /** `[1, 2]` → `task/1.2`. */
  addressOf(key: readonly (string | number)[]): Address;
  readonly fields: readonly FieldSpec[];
  /** `sole`: a row that nobody declared is drift `added`. `shared`: other people fill the table too. */
  readonly ownership: "sole" | "shared";
  /** Absent: a removal deletes the row; the audit keeps it. */
  readonly retirement?: Retirement;
}

/** A kind without documents of its own: its resources are the entries of a list in another kind's documents. */
export interface Part {
  /** The kind whose documents hold the list. */
  readonly of: string;
  /** The list's spec field. */
  readonly list: string;
  /** The entry's field that names it; the last part of its address. */
  readonly key: string;
  /** The key is an IP address: spellings of one address are one name, and its network's prefix is no part of it. */
  readonly isNamedByAddress?: boolean;
  /** The part of its address behind the owner's: `service` in `node/ALPHA/service/PostgreSQL`. */
  readonly segment: string;
}

/** A change of a status and what it does to other fields. Times are the transaction's. */
export interface StatusEffect {
  /** Absent: from anywhere. */
  readonly from?: readonly string[];
  /** Absent: to anywhere. */
  readonly to?: readonly string[];
  /** Fields set to the transaction's time; those with `ifNull` only when empty. */
  readonly stamps?: readonly { readonly field: string; readonly ifNull?: boolean }[];
  /** Fields set to NULL. */
  readonly clears?: readonly string[];
}

/** The life of a resource: which moves are legal and what they cause. */
export interface StatusMachine {
  readonly field: string;
  /** Forward edges; the reverse of each is legal too, because undo needs it. */
  readonly edges: { readonly [from: string]: readonly string[] };
  readonly effects: readonly StatusEffect[];
}

/** What a kind's resources would look like after the whole plan: live rows with the plan on top. */
export interface Projection {
  /** Every resource of a kind, by address. */
  all(kind: string): ReadonlyMap<Address, Fields>;
  /**
   * The fields of a resource that gates ask for and that stand in its row otherwise than v7 applied them; none when it is
   * as it was applied. What somebody wrote past v7 finishes no task and approves no phase.
   */
  unproven(address: Address): readonly string[];
}

/** A rule that the projected state breaks. It blocks only what the plan moves; elsewhere it is a warning. */
export interface GateViolation {
  readonly code: Code;
  readonly address: Address;
  /** The resources that would have to change first. */
  readonly because: readonly Address[];
  readonly message: string;
  /** True where Policy does not ask for it: a warning to whoever moves it, and nothing to anybody else. */
  readonly isAdvice?: boolean;
}

/** A rule of a gate that is told also where it is kept. */
export interface GateRule {
  readonly code: Code;
  /** The kind whose resources it keeps back. */
  readonly of: string;
  /** What is so where it is kept: `all its tasks are finished`. */
  readonly passed: string;
  /** What is so where it is broken; `count` are the resources that would have to change first. */
  open(count: number): string;
  /** True where only a person's decision is missing. */
  readonly waitsForPerson?: boolean;
}

/** A value in a document that must name another document. */
export interface Reference {
  readonly kind: string;
  readonly name: string;
  /** Where it stands, below the document. */
  readonly path: readonly (string | number)[];
  /** Checked only once at least one document of the kind is declared. */
  readonly optional?: boolean;
  /** The group whose members are named when this one is missing: names that begin with `1.`, of `phase 1`. */
  readonly group?: { readonly prefix: string; readonly owner: string };
}

/** Fields of a kind that say who agreed to a resource: changing them needs that persona's own approval. */
export interface ApprovalFields {
  /** The field that names the persona. */
  readonly by: string;
  /** Changing one of these is agreeing, or taking it back. */
  readonly fields: readonly string[];
  /** So is moving to one of these statuses. */
  readonly enters: readonly string[];
}

/** A rule that a document sets, as a person reads it. */
export interface RuleInWords {
  /** The spec field it stands in. */
  readonly field: string;
  /** Where in the spec: `approvals[0]`. */
  readonly rule: string;
  /** `phase.status to approved asks The Architect`. */
  readonly says: string;
  /** The kind whose resources it is about; null: all. */
  readonly kind: string | null;
}

/** A kind of document. Adding one takes a file in `reconcilers/`, a line in its index, a schema and a folder of cases. */
export interface Kind {
  readonly name: string;
  /** First part of its addresses. */
  readonly segment: string;
  /** Where the documents of this kind are written when a command creates one: `state/tasks/1.2.yaml`. */
  fileOf(name: string): string;
  /** True where names are paths: addresses keep their slashes. */
  readonly isNamedByPath?: boolean;
  /** True where names that differ by capitals alone would be taken for one. */
  readonly ignoresCase?: boolean;
  readonly part?: Part;
  /** Absent: the resource lives in `v7_resources.spec`. */
  readonly table?: TableSpec;
  expand(document: Document): readonly Resource[];
  /** Documents this one needs: checked by validate, used for order and `--target`. */
  references?(document: Document): readonly Reference[];
  /** Spec fields `{file, sha256}` whose file's text is written with the document: `migrationScript.text`. */
  readonly attachments?: readonly string[];
  /** The phases of applying: lower ranks are created first and removed last. */
  readonly rank: number;
  readonly status?: StatusMachine;
  readonly approval?: ApprovalFields;
  /** True where the resource says who must agree to what: what was applied of it counts, and only approval changes it. */
  readonly isAuthority?: boolean;
  /** Fields whose change makes a resource answer to the gates. */
  readonly gatedFields?: readonly string[];
  gates?(projection: Projection): readonly GateViolation[];
  /** Those of its rules that a checklist names, in the order in which they are met. */
  readonly gateRules?: readonly GateRule[];
  /** What its fields set as rules, a sentence each. */
  inWords?(kinds: Kinds, fields: Fields): readonly RuleInWords[];
}

/** The kinds v7 knows, in order of rank. */
export interface Kinds {
  readonly all: readonly Kind[];
  byName(name: string): Kind | undefined;
  /** The kind whose documents have this first part in their address. */
  bySegment(segment: string): Kind | undefined;
  /** The kind of a resource, parts included. */
  ofAddress(address: Address): Kind | undefined;
}

/** The kind that a word means, in any case: `Task`, `task`, `tasks`; `Policy`, `policies`; a part's too, `service`. */
export function kindCalled({ all }: Kinds, word: string): Kind | undefined {
  const wanted = word.toLowerCase();
  return all.find(({ name, segment, part }) => {
    const own = part?.segment ?? segment;
    return [name.toLowerCase(), own, `${own}s`, own.replace(/y$/, "ies")].includes(wanted);
  });
}

/** What to say where no kind is called so; `others` are words that would have been understood as well. */
export function noKindCalled({ all }: Kinds, word: string, others: readonly string[] = []): Failure {
  const meant = nearest(word, [...all.flatMap(({ name, part }) => part?.segment ?? name), ...others]);
  const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
  return new Failure("V7-C005", `no kind is called ${word}${hint}`, { next: ["v7 explain lists what there is"] });
}

/** The address of a kind's document. */
export function documentAddress(kind: Pick<Kind, "segment" | "isNamedByPath">, name: string): Address {
  return addressOf(kind.segment, name, { keepSlashes: kind.isNamedByPath === true });
}

/** A resource's name: the document's, or a part's own. */
export function resourceName(kind: Kind, address: Address): string {
  return kind.part ? (stepsOf(address).at(-1) ?? "") : nameOf(address);
}

/** The name an entry's key gives its part. */
export function partName({ isNamedByAddress }: Part, key: Json | undefined): string {
  const text = String(key);
  return isNamedByAddress === true ? hostOfAddress(text) : text;
}

/** True for a field whose value is the text of an attached file: nobody writes it into a document. */
export function isAttachedText({ attachments = [] }: Kind, field: string): boolean {
  return attachments.some((attachment) => field === `${attachment}.text`);
}

/** The field's spec, when the kind keeps it in a column. */
export function fieldSpecOf(kind: Kind, field: string): FieldSpec | undefined {
  return kind.table?.fields.find((spec) => spec.field === field);
}

/** Fields without the ones that are `undefined`. */
export function definedFields(fields: { readonly [field: string]: Json | undefined }): Fields {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}
