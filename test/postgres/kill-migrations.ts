import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { statementsOf } from "../../src/postgres/guest/statements.ts";
import { listMigrations, migrate } from "../../src/postgres/migrations.ts";
import { inTransaction } from "../../src/postgres/transaction.ts";
import { verifySchema } from "../../src/postgres/verify.ts";
import type { TestDatabase } from "../support/database.ts";
import { everyRound, type OnRound } from "../support/on-round.ts";
import { enterFreshSchema, enterSchema } from "./fresh-schema.ts";

/** Before which of a migration's statements its session ends. */
export interface Boundary {
  readonly name: string;
  readonly index: number;
}

/** Before every statement of every migration. */
export function statementBoundaries(): Boundary[] {
  return listMigrations().flatMap(({ name, sql }) => statementsOf(sql).map((_, index) => ({ name, index })));
}

/** Migrates a fresh schema once for each boundary, killed there; answers what was wrong: something left, or a next run that is not clean. */
export async function killMigrations(
  database: TestDatabase,
  boundaries: readonly Boundary[],
  onRound: OnRound = everyRound,
): Promise<unknown[]> {
  const session = await database.connect();
  const connection = await enterFreshSchema(session, "killed");
  const folder = mkdtempSync(join(tmpdir(), "v7-killed-migrations-"));
  const wrong: unknown[] = [];
  for (const [done, { name, index }] of boundaries.entries()) {
    writeMigrations(folder, { name, index });
    const victim = await enterSchema(await database.connect(), "killed");
    const ended = await migrate(victim, { directory: folder }).then(
      () => "finished",
      () => "killed",
    );
    await victim.end();
    const { rows } = await session.query(
      "SELECT relname FROM pg_class WHERE relnamespace = 'killed'::regnamespace LIMIT 1",
    );
    if (ended !== "killed" || rows.length > 0) wrong.push({ name, index, ended, rows });
    if (!onRound(done + 1, boundaries.length)) break;
  }
  rmSync(folder, { recursive: true });
  const { applied } = await migrate(connection);
  if (applied.length !== listMigrations().length) wrong.push({ applied });
  const differences = await inTransaction(connection, { mode: "read" }, () => verifySchema(connection));
  return [...wrong, ...differences];
}

/** All migrations; before one statement of one of them, its own session ends. */
function writeMigrations(folder: string, at: Boundary): void {
  mkdirSync(folder, { recursive: true });
  for (const { name, sql } of listMigrations()) {
    const texts = statementsOf(sql).map(({ text }) => text);
    const kill = "SELECT pg_terminate_backend(pg_backend_pid());\n";
    writeFileSync(join(folder, name), name === at.name ? texts.toSpliced(at.index, 0, kill).join("") : sql);
  }
}
