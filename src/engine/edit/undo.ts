import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import { readSql } from "../../system/package-file.ts";
import type { DocumentEdit } from "../../model/document.ts";
import { isAttachedText, type Kind } from "../../model/kind.ts";
import type { UndoOutput } from "../../model/output/undo.ts";
import type { Fields } from "../../model/resource.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import type { UndoableChange } from "../apply/attempt.ts";
import { editState, isCreation, type StateEdit } from "../../workspace/edit-state.ts";
import { fieldPath, resourceIn, setField, takeField } from "../../workspace/field-path.ts";
import { formerTexts } from "./former-texts.ts";
import { withOriginals } from "./original-documents.ts";
import { siftEdits, valuesLeft } from "./sift-edits.ts";
import { everything } from "../plan/decide.ts";
import { makePlan } from "../plan/make-plan.ts";
import { type DeclaredState, readValidState } from "../../workspace/state.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";

export interface UndoRequest {
  /** The first digits of the apply's id; null for the newest. */
  readonly reference: string | null;
}

/**
 * Takes an apply back the way `git revert` does: by editing the documents to what the rows held before, and
 * planning that. Rows are written by apply alone. Refuses when a later apply touched the same fields.
 */
export async function undo(workspace: Workspace, { reference }: UndoRequest): Promise<Answer<UndoOutput>> {
  const state = await readValidState(workspace);
  const { apply, later } = await readApplies(workspace, reference);
  refuseOverlap(apply, later);
  const edits = apply.changes.flatMap((change) => reverseEdits(workspace, state, change));
  const written = await withOriginals(workspace, apply.commits, edits.filter(isCreation));
  const others = edits.filter((edit) => !isCreation(edit));
  const scripts = await formerTexts(workspace, state, apply.changes);
  const { kept, findings } = await siftEdits({ workspace, state, creations: written }, others);
  const { files, changed, diffs } = await editState(workspace, state, [...kept, ...written], scripts);
  const { output: plan } = await makePlan(workspace, { options: everything });
  const planId = plan.resource_changes.length === 0 ? null : plan.plan_id;
  return answer({ files, plan_id: planId, changed, diffs, plan }, valuesLeft(findings, others.length));
}

interface RecordedApply {
  readonly id: string;
  readonly changes: readonly UndoableChange[];
  /** Where documents it removed may still be: its own commit, if they were removed without one, and the one applied before. */
  readonly commits: readonly string[];
}

async function readApplies(
  workspace: Workspace,
  reference: string | null,
): Promise<{ apply: RecordedApply; later: readonly RecordedApply[] }> {
  if (reference !== null && !/^[0-9a-f-]{4,36}$/.test(reference)) throw unknownApply(reference);
  const { digits, rows, newest } = await withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, async () => {
      const newest = await newestApply(connection);
      const wanted = reference ?? newest;
      return {
        digits: wanted,
        newest,
        rows: (await connection.query<ApplyRow>(readSql("engine/edit/apply-and-later.sql"), [wanted])).rows,
      };
    }),
  );
  const matching = rows.filter(({ apply_id: id }) => id.startsWith(digits));
  const [row] = matching;
  if (!row) throw unknownApply(digits, newest);
  if (matching.length > 1)
    throw new Failure("V7-P021", `more than one apply begins with ${digits}`, { next: ["give more digits"] });
  const later = rows.filter(({ serial }) => Number(serial) > Number(row.serial)).map(recorded);
  return { apply: recorded(row), later };
}

async function newestApply(connection: Connection): Promise<string> {
  const { rows } = await connection.query<{ apply_id: string }>(readSql("engine/edit/last-apply.sql"), []);
  if (rows[0]) return rows[0].apply_id;
  throw new Failure("V7-P021", "nothing was applied yet", { next: ["v7 plan"] });
}

function recorded({ apply_id: id, plan, commit_sha: own, earlier_commit_sha: earlier }: ApplyRow): RecordedApply {
  const commits = [own, earlier].flatMap((commit) => (commit === null ? [] : [commit.replace(/-dirty$/, "")]));
  return { id, changes: plan.resource_changes, commits: [...new Set(commits)] };
}

interface ApplyRow {
  readonly apply_id: string;
  readonly serial: string;
  readonly plan: { readonly resource_changes: readonly UndoableChange[] };
  readonly commit_sha: string | null;
  readonly earlier_commit_sha: string | null;
}

function unknownApply(reference: string, newest?: string): Failure {
  const told = newest === undefined ? "" : `; the newest is ${newest.slice(0, 6)}`;
  return new Failure("V7-P021", `no apply begins with ${reference}${told}`, { next: ["v7 history"] });
}

function refuseOverlap(apply: RecordedApply, later: readonly RecordedApply[]): void {
  const own = new Map(apply.changes.map((change) => [change.address, change]));
  const overlaps = later.filter(({ changes }) => changes.some((change) => overlap(own.get(change.address), change)));
  if (overlaps.length === 0) return;
  const ids = overlaps.map(({ id }) => id.slice(0, 6));
  throw new Failure(
    "V7-P022",
    `apply ${apply.id.slice(0, 6)} cannot be undone alone: ${ids.join(", ")} touched the same fields later`,
    {
      next: [`v7 undo ${ids.at(-1)}`],
    },
  );
}

/** Creating and removing touch the whole row; updates only their fields. */
function overlap(own: UndoableChange | undefined, later: UndoableChange): boolean {
  if (own === undefined) return false;
  if (own.action !== "update" || later.action !== "update") return true;
  return own.fields.some(({ field }) => later.fields.some((other) => other.field === field));
}

function reverseEdits(workspace: Workspace, state: DeclaredState, undoableChange: UndoableChange): StateEdit[] {
  const { address, kind: kindName, action, fields, before } = undoableChange;
  const owner = state.documentAt(address);
  const document = owner && resourceIn(workspace.kinds, owner, address);
  const kind = workspace.kinds.byName(kindName);
  switch (action) {
    case "create":
      return document ? [{ action: "remove", address }] : [];
    case "delete":
      if (document || !kind) return [];
      return [{ action: "create", address, kind, fields: declarable(kind, before ?? {}), original: undefined }];
    default:
      if (!document) throw new Failure("V7-P001", `${address} has no document any more`, { next: ["v7 history"] });
      if (undoableChange.previous_address !== null) {
        throw new Failure(
          "V7-P023",
          `${address} was moved from ${undoableChange.previous_address}; move it back in its document`,
        );
      }
      return [{ action: "edit", address, edits: fields.flatMap((field) => restoreField(kind, fields, field)) }];
  }
}

type UndoneField = UndoableChange["fields"][number];

function restoreField(
  kind: Kind | undefined,
  fields: readonly UndoneField[],
  { field, before }: UndoneField,
): DocumentEdit[] {
  const attachment = kind?.attachments?.find((name) => field.startsWith(`${name}.`));
  if (kind === undefined || attachment === undefined) return [takeField(kind, field, before)];
  // The text lies in its file; its name and hash, which are taken back too, say which.
  if (isAttachedText(kind, field)) return [];
  const isNew = fields.some((other) => other.field === `${attachment}.file` && other.before === null);
  return isNew ? [{ action: "remove", path: fieldPath(attachment) }] : [setField(field, before)];
}

function declarable(kind: Kind, fields: Fields): Fields {
  const kept = Object.entries(fields).filter(([field, value]) => value !== null && !isAttachedText(kind, field));
  return Object.fromEntries(kept);
}
