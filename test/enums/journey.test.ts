import { afterEach, describe, expect, test } from "vitest";
import { inSecondTier, optional, otherMajors } from "../support/optional.ts";
import { type OtherServer, startOtherPostgres } from "../support/other-postgres.ts";
import { hashesOf } from "./app-rows.ts";
import { makeApp } from "./app-target.ts";
import { type DeedScene, openDeedScene } from "./deed-scene.ts";
import { type GroupWishes, type Journey, proposeAll, travel, wholeApp } from "./journey.ts";

let shared: DeedScene;
let server: OtherServer | undefined;

afterEach(async () => {
  await shared.end();
  await server?.stop();
  server = undefined;
});

/** What is said of groups that are refused without it. */
const wishes: { readonly [member: string]: GroupWishes } = {
  contact_curation_status: { reorder: true },
  job_status: { reorder: true },
  "crm.priority": { reorder: true },
  domain_extraction_status: { reorder: true },
  place_status: { reorder: true },
  userrole: { without: ["userrole"] },
};

/** Enums that stay as they are, by the code that says why; each with the application as it was. */
const refusals: { readonly [name: string]: string } = {
  // A foreign table holds it; a composite type and a typed table do.
  "app/contactcurationstatus": "V7-E055",
  "app/domainstatus": "V7-E055",
};

/** Has all that are proposed make their way, and tells what came of it. */
async function travelAll(wishesOf: (enums: readonly string[]) => GroupWishes | undefined): Promise<{
  readonly journeys: readonly Journey[];
  readonly refused: readonly string[];
}> {
  const { proposed, refused } = await proposeAll(shared, wishesOf);
  const worded = new Map<string, ReadonlyMap<string, string>[]>();
  const before = await wholeApp(shared);
  const journeys: Journey[] = [];
  for (const plan of proposed) {
    const journey = await travel(shared, plan, worded);
    const { name, strategy, refused: code, locked, wrong } = journey;
    process.stderr.write(
      `${name}: ${strategy ?? code}, locked ${locked} ms${wrong.map((one) => `; ! ${one}`).join("")}\n`,
    );
    journeys.push(journey);
  }
  expect(hashesOf(await wholeApp(shared))).toEqual(hashesOf(before, worded));
  return { journeys, refused };
}

function wishesFor(enums: readonly string[]): GroupWishes {
  return Object.entries(wishes).find(([member]) => enums.includes(member))?.[1] ?? {};
}

function told(journeys: readonly Journey[]) {
  return {
    wrong: journeys.flatMap(({ wrong }) => wrong),
    refused: Object.fromEntries(
      journeys.flatMap(({ name, refused }) => (refused === undefined ? [] : [[name, refused]])),
    ),
  };
}

test.runIf(inSecondTier())(
  "45 enums of 60 tables with 200,000 rows become few: there, back, there again and retired, each row and object accounted for (AT5)",
  async () => {
    shared = await openDeedScene((psql) => makeApp(psql, { rows: 200_000 }));
    const { journeys, refused } = await travelAll(wishesFor);
    expect(refused).toEqual(["V7-E017", "V7-E017", "V7-E017", "V7-E017", "V7-E017", "V7-E018"]);
    expect(journeys).toHaveLength(44);
    expect(told(journeys)).toEqual({ wrong: [], refused: refusals });
    const left = await shared.rows("SELECT count(*)::integer FROM pg_type WHERE typtype = 'e'");
    // One of each of 18 groups, two that were refused, and the one that was left out.
    expect(left).toEqual([[21]]);
  },
  3_600_000,
);

describe.runIf(optional.otherPostgres.isThere() && inSecondTier()).each(otherMajors)("on PostgreSQL %i", (major) => {
  const members = ["company_size", "contact_curation_status", "job_status", "page_processing_status", "place_status"];

  test("enums with all that may stand on them make the same way, on clones of the same version (AT5)", async () => {
    server = await startOtherPostgres(major);
    shared = await openDeedScene((psql) => makeApp(psql, { rows: 400 }), { server: server.url });
    const { journeys } = await travelAll((enums) =>
      members.some((member) => enums.includes(member)) ? wishesFor(enums) : undefined,
    );
    expect(told(journeys)).toEqual({ wrong: [], refused: { "app/contactcurationstatus": "V7-E055" } });
  }, 1_800_000);
});
