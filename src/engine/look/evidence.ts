import { type Address, nameOf } from "../../model/address.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import type { TaskEvidence } from "../../model/output/phase-show.ts";
import type { Fields } from "../../model/resource.ts";
import { readSql } from "../../system/package-file.ts";
import { type Look, textsIn } from "./resources.ts";

/** What tasks have to show: criteria, deliverables, commits, and tests of their own or of files whose plan names them. */
export async function evidenceOf(
  look: Look,
  tasks: ReadonlyMap<Address, Fields>,
): Promise<(address: Address) => TaskEvidence> {
  const tests = await testsOf(look, [...tasks.keys()]);
  return (address) => {
    const fields = tasks.get(address) ?? {};
    const claims = textsIn(fields, "deliverableUrls");
    const reported = listIn(fields["reports"]).flatMap(({ commit }) => (typeof commit === "string" ? [commit] : []));
    const criteria = listIn(fields["acceptance"]);
    return {
      criteria: { met: criteria.filter(({ met }) => met === true).length, all: criteria.length },
      deliverables: claims.filter((claim) => !commitForm.test(claim)),
      commits: [...new Set([...claims.flatMap((claim) => commitForm.exec(claim)?.[1] ?? []), ...reported])],
      tests: tests.get(nameOf(address)) ?? { passed: 0, failed: 0, retest: 0 },
    };
  };
}

const commitForm = /^(?:commit:)?([0-9a-f]{7,64})$/;

function listIn(value: Json | undefined): readonly { readonly [key: string]: Json }[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isJsonObject) : [];
}

async function testsOf(
  { connection, all }: Look,
  tasks: readonly Address[],
): Promise<ReadonlyMap<string, TaskEvidence["tests"]>> {
  const names = new Set(tasks.map(nameOf));
  const files = [...all("FilePlan")].flatMap(([address, { task }]) =>
    typeof task === "string" && names.has(task) ? [{ task, path: nameOf(address) }] : [],
  );
  const given = [...[...names].map((task) => ({ task, path: null })), ...files];
  const { rows } = await connection.query<TaskEvidence["tests"] & { readonly task: string }>(
    readSql("engine/look/task-tests.sql"),
    [JSON.stringify(given)],
  );
  return new Map(rows.map(({ task, ...counts }) => [task, counts]));
}
