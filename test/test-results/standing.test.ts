import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { StatusOutput } from "../../src/model/output/status.ts";
import { renderStatus } from "../../src/render/status.ts";
import { runReport } from "../../src/reports/run-report.ts";
import { readStatus } from "../../src/routines/status.ts";
import { importResults } from "../../src/test-results/import-results.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;
let runs = 0;

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.write("v7.yaml", 'tests: { map: [{ files: "tests/test_*.py", tests: "src/models/*.py" }] }\n');
  write("contact.py", "class Contact: ...\n");
  write("domain.py", "class Domain: ...\n");
  scene.checkout.commit("Two models");
});

afterEach(() => scene.end());

function write(name: string, text: string): void {
  scene.checkout.write(`src/models/${name}`, text);
  scene.checkout.write(`tests/test_${name}`, "");
}

const passes = (name: string): string => `<testcase name="${name}"/>`;
const fails = (name: string): string =>
  `<testcase name="${name}"><failure message="Error has no successor"/></testcase>`;

/** A run of the tests of a model, a second after the one before. */
async function run(model: string, ...cases: readonly string[]): Promise<void> {
  runs += 1;
  const at = new Date(Date.now() + runs * 1_000).toISOString();
  scene.checkout.write(
    ".git/report.xml",
    `<testsuite file="tests/test_${model}.py" timestamp="${at}">${cases.join("")}</testsuite>`,
  );
  const files = [{ path: join(scene.checkout.root, ".git/report.xml"), shown: "report.xml" }];
  await importResults(await scene.checkout.open(), { files });
}

async function status(): Promise<StatusOutput> {
  return (await readStatus(await scene.checkout.open())).output;
}

function lineOf(output: StatusOutput): string | undefined {
  const lines = renderStatus(output, { now: new Date(), timeZone: "UTC" }).split("\n");
  return lines.find((line) => line.startsWith("Tests"))?.replace(/ +/, " ");
}

async function morning(): Promise<unknown[]> {
  const { output } = await runReport(await scene.checkout.open(), { name: "morning", parameters: {} });
  return output.rows.filter(({ topic }) => topic === "Tests").map(({ subject, detail }) => [subject, detail]);
}

test("nothing is said of tests where there are no results", async () => {
  const output = await status();
  expect([output.tests, lineOf(output), await morning()]).toEqual([null, undefined, []]);
});

test("status and morning count what fails, what is missing after a failure and what is to be run again", async () => {
  await run("contact", passes("keeps its status"), fails("maps every value"), fails("merges duplicates"));
  await run("domain", passes("is found"));
  expect((await status()).tests).toMatchObject({ passing: 2, failing: 2, missing: 0, retest: 0 });
  write("contact.py", "class Contact: status = 'new'\n");
  write("domain.py", "class Domain: status = 'new'\n");
  scene.checkout.commit("Map the status");
  await run("contact", passes("keeps its status"), fails("maps every value"));
  const output = await status();
  expect(output.tests).toEqual({
    passing: 1,
    failing: 1,
    missing: 1,
    retest: 1,
    first: ["maps every value", "merges duplicates"],
  });
  expect(lineOf(output)).toBe(
    "Tests 1 failing, 1 missing after a failure, 1 to be run again: maps every value; merges duplicates; v7 test list --status fail",
  );
  expect(await morning()).toEqual([
    ["1 failing", "maps every value"],
    ["1 missing", "merges duplicates"],
    ["1 to be run again", "is found"],
  ]);
});

test("a line says that all pass", async () => {
  await run("contact", passes("keeps its status"), passes("maps every value"));
  expect(lineOf(await status())).toBe("Tests 2 passing");
});

test("the morning knows what HEAD holds, as the gate does, though nothing was imported since", async () => {
  await run("contact", passes("keeps its status"), fails("maps every value"));
  write("contact.py", "class Contact: status = 'new'\n");
  scene.checkout.commit("Map the status");
  expect(await morning()).toEqual([["2 to be run again", "keeps its status; maps every value"]]);
  await run("contact", passes("keeps its status"));
  expect(await morning()).toEqual([["1 missing", "maps every value"]]);
  scene.checkout.git("switch", "--quiet", "--detach", "HEAD~1");
  expect([(await status()).tests?.failing, await morning()]).toEqual([1, [["1 failing", "maps every value"]]]);
});
