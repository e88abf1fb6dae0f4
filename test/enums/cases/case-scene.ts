import { expect } from "vitest";
import { schemaDigest } from "../../../src/enums/catalogue/own-objects.ts";
import { inTargetTransaction } from "../../../src/enums/targets.ts";
import type { Code } from "../../../src/model/codes/codes.ts";
import { Failure } from "../../../src/model/failure.ts";
import type { EnumDeedOutput } from "../../../src/model/output/enum-deed.ts";
import { urlAs } from "../../scenes/logins.ts";
import { loginPassword } from "../../support/login-names.ts";
import type { DeedOptions, DeedScene } from "../deed-scene.ts";

/** An application whose enum is changed, and the ways of changing it that cases need. */
export const name = "status";

export const labels = ["New", "Complete", "Error", "Skipped"] as const;

export const statusType = "CREATE TYPE status AS ENUM ('New', 'Complete', 'Error', 'Skipped');";

const valueMap = { New: "new", Complete: "complete", Error: "error", Skipped: "skipped" };

/** Each value has a new word in its place. */
export const renamed = {
  currentValues: labels,
  targetName: "contact_status",
  targetValues: ["new", "complete", "error", "skipped"],
  valueMap,
};

/** The same in another order: rows are rewritten. */
export const reordered = { ...renamed, targetValues: ["complete", "error", "new", "skipped"], reorder: true };

/** Error and Skipped become one value. */
export const merging = {
  ...renamed,
  targetValues: ["new", "complete", "failed"],
  valueMap: { New: "new", Complete: "complete", Error: "failed", Skipped: "failed" },
};

type Spec = Parameters<DeedScene["declare"]>[1];

/** Declares, reviews and carries out; answers what it told. */
export async function implement(scene: DeedScene, spec: Spec, options: DeedOptions = {}): Promise<EnumDeedOutput> {
  scene.declare(name, spec);
  await scene.prepare(name);
  const { output, problem } = await scene.deed("implement", name, options);
  expect(problem).toBeNull();
  expect(output.is_done).toBe(true);
  return output;
}

export async function rollBack(scene: DeedScene): Promise<EnumDeedOutput> {
  await scene.settle();
  const { output, problem } = await scene.deed("rollback", name);
  expect(problem).toBeNull();
  expect(output.is_done).toBe(true);
  return output;
}

/** All that a target is: its schema to the last flag, and every row of every table. */
export async function stateOf({ psql, rows }: DeedScene): Promise<unknown> {
  const digest = await inTargetTransaction(psql, "read", () => schemaDigest(psql));
  const tables = await rows(`
    SELECT c.oid::regclass::text
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'm') AND c.relispopulated AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'v7')
     ORDER BY 1`);
  const contents: unknown[] = [];
  for (const [table] of tables)
    contents.push([table, await rows(`SELECT t::text FROM ${String(table)} t ORDER BY t::text`)]);
  return { digest, contents };
}

/** What is attempted ends with this code and these words, and the target is as it was, to the last row. */
export async function expectRefused(
  scene: DeedScene,
  attempt: () => Promise<unknown>,
  { code, says }: { readonly code: Code; readonly says: RegExp },
): Promise<void> {
  const before = await stateOf(scene);
  const failure = await attempt().then(
    (answer) => problemOf(answer),
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(Failure);
  const told = failure as Failure;
  expect(`${told.code} ${told.message}`).toMatch(new RegExp(`^${code} .*${says.source}`));
  expect(await stateOf(scene)).toEqual(before);
}

function problemOf(answer: unknown): unknown {
  return typeof answer === "object" && answer !== null && "problem" in answer ? answer.problem : answer;
}

/** The URL of a login that is nobody else, and owns what is named. */
export async function moverOf({ psql, app }: DeedScene, owned: readonly string[]): Promise<string> {
  await psql.script(`
    DO $$ BEGIN CREATE ROLE app_mover; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
    ALTER ROLE app_mover LOGIN PASSWORD '${loginPassword}';
    GRANT CREATE ON DATABASE ${app.name} TO app_mover;
    GRANT CREATE ON SCHEMA public TO app_mover;
    GRANT pg_read_all_stats TO app_mover;
    ${owned.map((one) => `ALTER ${one} OWNER TO app_mover;`).join("\n")}`);
  return urlAs(app.url, "app_mover");
}
