import { dirname } from "node:path/posix";
import { filesInHead } from "../../git/bound-files.ts";
import { commitsHere } from "../../git/commits-here.ts";
import { type Address, nameOf } from "../../model/address.ts";
import type { Plan } from "../../model/plan.ts";
import { type MissingCase, missingHere } from "../../model/missing-case.ts";
import type { TestedFile } from "../../plan/completion-proofs.ts";
import type { PolicyInForce } from "../../plan/policy.ts";
import { readSql } from "../../system/package-file.ts";
import type { Situation } from "./decide.ts";
import type { Standing } from "./proposal.ts";

/**
 * How the tests of files stand that a plan migrates or retires: by the results of what HEAD holds of each, under its old name
 * and its new one. Of a file that is gone from HEAD, whatever it held last was tested or not. Nothing is asked where no file
 * goes so far. Within a running transaction.
 */
export async function readTestProofs(
  { workspace: { repository }, connection }: Standing,
  { changes }: Plan,
  { state, world }: Situation,
  { testsBy }: PolicyInForce,
): Promise<readonly TestedFile[]> {
  const moved = changes
    .filter(({ kind }) => kind === "FilePlan")
    .flatMap(({ address, fields }) => {
      const becomes = fields.find(isMigration)?.after;
      if (typeof becomes !== "string") return [];
      const target = state.documentAt(address)?.spec["targetName"] ?? world.live.get(address)?.fields["targetName"];
      return [{ address, becomes, paths: pathsOf(address, target) }];
    });
  if (moved.length === 0) return [];
  const paths = [...new Set(moved.flatMap((file) => file.paths))];
  const { blobs } = repository.isGit ? await filesInHead(repository, paths) : { blobs: new Map<string, string>() };
  const asked = moved.flatMap((file) => {
    const held = file.paths.filter((path) => blobs.has(path));
    return (held.length === 0 ? file.paths : held).map((path) => ({
      address: file.address,
      path,
      blob: blobs.get(path) ?? null,
    }));
  });
  const values = [JSON.stringify(asked), testsBy ?? null];
  const { rows } = await connection.query<TestedRow>(readSql("engine/plan/test-results.sql"), values);
  const isOwn = await commitsHere(
    repository,
    rows.flatMap(({ missing }) => missing.flatMap(({ commit }) => commit ?? [])),
  );
  const found = new Map(rows.map((row) => [row.address, { ...row, missing: missingHere(row.missing, isOwn) }]));
  return moved.flatMap((file) => {
    const row = found.get(file.address);
    return row === undefined ? [] : [{ ...row, ...file }];
  });
}

interface TestedRow extends Omit<TestedFile, "paths" | "becomes" | "missing"> {
  readonly missing: readonly MissingCase[];
}

function isMigration({ field, after }: Plan["changes"][number]["fields"][number]): boolean {
  return field === "workflowStatus" && (after === "migrated" || after === "retired");
}

/** The file's own path, and that of its new name: beside it where it names no folder. */
function pathsOf(address: Address, target: unknown): string[] {
  const path = nameOf(address);
  if (typeof target !== "string" || target === "") return [path];
  const folder = dirname(path);
  return [...new Set([path, target.includes("/") || folder === "." ? target : `${folder}/${target}`])];
}
