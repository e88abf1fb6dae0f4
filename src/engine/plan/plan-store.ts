import { constants } from "node:fs";
import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../../model/failure.ts";
import { readSql } from "../../system/package-file.ts";
import { type Json, sameJson } from "../../model/json.ts";
import type { Plan, ResourceChange } from "../../model/plan.ts";
import type { PlanFile } from "../../model/plan-file.ts";
import { planOf } from "../../model/plan-file.ts";
import { parsePlanFile } from "../../plan/plan-file-reader.ts";
import { planIdOf } from "../../plan/plan-id.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inOwnTransaction, inTransaction } from "../../postgres/transaction.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";

const keptPlans = 50;

/** Saves a plan where an id prefix finds it again, readable by its owner only. Old plans make room. */
export async function savePlan(workspace: Workspace, file: PlanFile): Promise<string> {
  const directory = plansDirectory(workspace);
  const path = join(directory, `${file.plan_id}.json`);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await writePlanFile(workspace, path, file);
  await forgetOldPlans(directory);
  return path;
}

/**
 * Writes a plan for its owner alone. A row that holds a known secret does not bring it into the file; such a file no
 * longer has its plan's id, and apply refuses it.
 */
export async function writePlanFile({ redactor }: Workspace, path: string, file: PlanFile): Promise<void> {
  const { default: writeFileAtomic } = await import("write-file-atomic");
  try {
    await writeFileAtomic(path, `${redactor.sealed(file)}\n`, { mode: 0o600, fsync: false });
  } catch (cause) {
    const why = misplaced[(cause as NodeJS.ErrnoException).code ?? ""];
    if (why === undefined) throw cause;
    throw new Failure("V7-C013", `${path} cannot be written: ${why}`, { cause, next: ["v7 plan -o FILE"] });
  }
}

const misplaced: { readonly [code: string]: string } = {
  ENOENT: "there is no such folder",
  ENOTDIR: "a part of the path is no folder",
  EISDIR: "it is a folder",
};

/** A plan by its file or by a prefix of its id: saved here, else kept in the database; undefined when it is nowhere. */
export async function findPlan(
  workspace: Workspace,
  reference: string,
  connection?: Connection,
): Promise<PlanFile | undefined> {
  if (!isIdPrefix(reference)) return readPlanFile(reference);
  const saved = (await savedPlanIds(workspace)).filter((id) => id.startsWith(reference));
  if (saved.length > 1) throw ambiguous(reference);
  const [id] = saved;
  if (id !== undefined) return readPlanFile(join(plansDirectory(workspace), `${id}.json`));
  return connection ? findStoredPlan(connection, reference) : undefined;
}

/** A saved plan for people to look at: saved here, else kept in the database. */
export async function requirePlan(workspace: Workspace, reference: string): Promise<PlanFile> {
  const saved = await findPlan(workspace, reference);
  const file =
    saved ?? (await withConnection(workspace, "read", (connection) => findPlan(workspace, reference, connection)));
  if (file) return file;
  throw new Failure("V7-P014", `no saved plan begins with ${reference}`, { next: ["v7 plan"] });
}

/** True for what can be the beginning of a plan id; anything else names a file. */
export function isIdPrefix(reference: string): boolean {
  return /^[0-9a-f]{4,64}$/.test(reference);
}

async function readPlanFile(path: string): Promise<PlanFile> {
  const text = await readRegularFile(path);
  if (text === undefined) throw new Failure("V7-P010", `no plan file ${path}`, { next: ["v7 plan -o FILE"] });
  return sealed(parsePlanFile(text), path);
}

/** Undefined for whatever is no file; a pipe with nobody behind it must not keep an apply waiting. */
async function readRegularFile(path: string): Promise<string | undefined> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => undefined);
  try {
    return (await file?.stat())?.isFile() ? await file?.readFile("utf8") : undefined;
  } finally {
    await file?.close();
  }
}

async function findStoredPlan(connection: Connection, prefix: string): Promise<PlanFile | undefined> {
  const { rows } = await inTransaction(connection, { mode: "read" }, () =>
    connection.query<{ plan: unknown }>(readSql("engine/plan/find-plan.sql"), [prefix]),
  );
  if (rows.length > 1) throw ambiguous(prefix);
  const [row] = rows;
  return row ? sealed(parsePlanFile(JSON.stringify(row.plan)), prefix) : undefined;
}

/** A file whose content no longer gives its id was edited: its content is never executed, and it is no plan either. */
function sealed(file: PlanFile, name: string): PlanFile {
  const plan = planOf(file);
  if (planIdOf(plan) === file.plan_id && showsWhatItSeals(plan)) return file;
  throw new Failure("V7-P011", `${name} was edited: its content no longer matches its plan id`, {
    next: ["v7 plan -o FILE"],
  });
}

/** What people are shown of a plan must follow from what its id seals, or an edited file could show another one. */
function showsWhatItSeals({ changes, summary }: Plan): boolean {
  const count = (action: string): number => changes.filter((change) => change.action === action).length;
  const counts =
    count("create") === summary.add && count("update") === summary.change && count("delete") === summary.destroy;
  return counts && changes.every((change) => sameJson(shownFields(change), sealedFields(change)));
}

function shownFields({ fields }: ResourceChange): Json {
  return Object.fromEntries(fields.map(({ field, before, after }) => [field, [before, after]]));
}

function sealedFields({ action, before, after }: ResourceChange): Json {
  if (action === "delete") return {};
  const values = Object.entries(after ?? {}).map(
    ([field, value]) => [field, [before?.[field] ?? null, value]] as const,
  );
  return Object.fromEntries(values.filter(([, [from, to]]) => action === "create" || !sameJson(from, to)));
}

/** A plan kept in the database, where every apply login may keep what it likes; undefined for what its id does not seal. */
export function genuinePlan(kept: unknown, id: string): PlanFile | undefined {
  try {
    const file = sealed(parsePlanFile(JSON.stringify(kept)), id);
    return file.plan_id === id ? file : undefined;
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

interface KeptPlan {
  readonly file: PlanFile;
  readonly actor: string;
  /** Null where nobody is asked about it. A plan of this name is replaced by no other. */
  readonly askedFrom: string | null;
}

/** A plan stays findable by its id for everybody. `sealed` is its JSON without secrets. */
export async function keepPlan(
  connection: Connection,
  sealed: string,
  { file, actor, askedFrom }: KeptPlan,
): Promise<void> {
  await inOwnTransaction(connection, () =>
    connection.query(readSql("engine/plan/keep-plan.sql"), [file.plan_id, sealed, actor, askedFrom]),
  );
}

/** The apply that already carried a plan out. */
export async function appliedBy(connection: Connection, planId: string): Promise<string | undefined> {
  const { rows } = await connection.query<{ apply_id: string }>(readSql("engine/plan/applied-by.sql"), [planId]);
  return rows[0]?.apply_id;
}

async function savedPlanIds(workspace: Workspace): Promise<string[]> {
  const names = await readdir(plansDirectory(workspace)).catch(() => []);
  return names.filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -".json".length));
}

async function forgetOldPlans(directory: string): Promise<void> {
  const names = await readdir(directory);
  if (names.length <= keptPlans) return;
  const dated = await Promise.all(
    names.map(async (name) => ({ name, time: (await stat(join(directory, name))).mtimeMs })),
  );
  const old = dated.toSorted((left, right) => right.time - left.time).slice(keptPlans);
  await Promise.all(old.map(({ name }) => rm(join(directory, name), { force: true })));
}

function plansDirectory(workspace: Workspace): string {
  return join(workspace.repository.home, "plans");
}

function ambiguous(prefix: string): Failure {
  return new Failure("V7-P012", `more than one plan begins with ${prefix}`, {
    next: ["give more digits of the plan id"],
  });
}
