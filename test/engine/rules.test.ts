import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Json } from "../../src/model/json.ts";
import type { ResourceChange } from "../../src/model/plan.ts";
import type { AppliedResource, World } from "../../src/model/world.ts";
import { policyInForce } from "../../src/plan/policy.ts";
import { kinds } from "../../src/reconcilers/index.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";

/** Plans say whom Policy asks, and the database guards by the same rules: two readings of one Policy that must agree. */
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.drop());

const personas = ["The Architect", "Test Sentinel", "Layer 1 Guardian"];
const kindNames = ["Phase", "Task"];

const when = fc.record(
  {
    kind: fc.constantFrom(...kindNames),
    action: fc.constantFrom("create", "update", "delete"),
    field: fc.constantFrom("status", "notes"),
    to: fc.constantFrom("completed", null),
  },
  { requiredKeys: [] },
);
const rules = fc.array(fc.record({ when, by: fc.uniqueArray(fc.constantFrom(...personas), { minLength: 1 }) }), {
  maxLength: 4,
});
const logins = fc.uniqueArray(fc.constantFrom(...personas));

function snapshotOf(approvals: Json, withLogin: readonly string[]): World {
  const persona = (name: string): AppliedResource => ({
    address: `persona/${name}`,
    kind: "Persona",
    name,
    fields: withLogin.includes(name) ? { identities: { postgres: ["arthur"] } } : { description: name },
  });
  const policy: AppliedResource = { address: "policy/default", kind: "Policy", name: "default", fields: { approvals } };
  const applied = new Map([policy, ...personas.map(persona)].map((resource) => [resource.address, resource]));
  return { lineage: "", serial: 0, live: new Map(), retired: new Map(), applied };
}

function changeOf(kind: string, action: ResourceChange["action"]): ResourceChange {
  return { address: `${kind}/1`, kind, action, before: null, after: null, effects: [], fields: [], reason: "removed" };
}

test("whom a removal asks, and whom a change of Policy asks", async () => {
  const connection = await database.connect();
  const property = fc.asyncProperty(rules, logins, async (approvals, withLogin) => {
    const world = snapshotOf(approvals, withLogin);
    await connection.query("DELETE FROM v7_resources");
    await connection.query(
      "INSERT INTO v7_resources (address, kind, name, applied) SELECT * FROM jsonb_to_recordset($1::jsonb) AS x(address text, kind text, name text, fields jsonb)",
      [JSON.stringify([...world.applied.values()])],
    );
    const policy = policyInForce(kinds, world);
    const asked = (change: ResourceChange): string[] =>
      [...new Set(policy.requiredApprovals([change]).map(({ persona }) => persona))].toSorted();
    for (const kind of kindNames) {
      const { rows } = await connection.query<{ asked: string[] }>("SELECT v7_asked_for_removal($1) AS asked", [kind]);
      expect(rows[0]?.asked.toSorted()).toEqual(asked(changeOf(kind, "delete")));
    }
    const { rows } = await connection.query<{ asked: string[] }>("SELECT v7_asked_for_authority() AS asked");
    const ofRules = policy
      .requiredApprovals([changeOf("Policy", "update")])
      .filter(({ rule }) => rule === "policy/default");
    expect(rows[0]?.asked.toSorted()).toEqual(ofRules.map(({ persona }) => persona).toSorted());
  });
  await fc.assert(property, { numRuns: 150 });
});
