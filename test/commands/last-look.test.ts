import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ReportOutput } from "../../src/model/output/report.ts";
import { lastLook } from "../../src/reports/last-look.ts";
import { packagePath } from "../../src/system/package-file.ts";
import { runReport } from "../../src/reports/run-report.ts";
import { separateLogins } from "../scenes/logins.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import { runInTerminal } from "../support/in-terminal.ts";
import { optional } from "../support/optional.ts";

let scene: Scene;
let readUrl: string;

beforeAll(async () => {
  scene = await openScene();
  scene.checkout.initGit();
  readUrl = (await separateLogins(scene)).urlAs("v7_ro");
});

afterAll(() => scene.end());

// Each person of these tests is another one: nobody has looked before.
describe.skipIf(!optional.terminal.isThere())("a morning begins", () => {
  test("24 hours ago for whoever has never looked, then where they looked last", async () => {
    expect(await sinceOf("Arthur")).toBeNull();
    const before = Date.now();
    await look("Arthur");
    expect(Date.parse(String(await sinceOf("Arthur")))).toBeGreaterThanOrEqual(before);
  });

  test("for everybody where they looked themselves", async () => {
    await look("The Architect");
    expect(await sinceOf("V7 Conductor")).toBeNull();
  });

  test("for a login that only reads too", async () => {
    await look("Layer 1 Guardian", [], readUrl);
    expect(await sinceOf("Layer 1 Guardian")).not.toBeNull();
  });

  test.each([
    ["a look back to a time that was named", ["--param", "since=12h"]],
    ["a program that reads --json", ["--json"]],
    ["a page of Markdown", ["--format", "markdown"]],
  ])("no later for %s", async (what, words) => {
    await look(what, words);
    expect(await sinceOf(what)).toBeNull();
  });

  test("no later for what reads from a pipe or through the server", async () => {
    await morningOf("Test Sentinel");
    expect(await sinceOf("Test Sentinel")).toBeNull();
  });
});

async function look(actor: string, words: readonly string[] = [], url = scene.database.url): Promise<void> {
  const { exitCode } = await runInTerminal({
    program: process.execPath,
    words: [packagePath("bin/run.js"), "report", "morning", "--actor", actor, "--database-url", url, ...words],
    directory: scene.checkout.root,
    environment: { PATH: process.env["PATH"], HOME: scene.checkout.root, V7_PAGER: "cat" },
    columns: 100,
  });
  expect(exitCode).toBe(0);
}

async function sinceOf(actor: string): Promise<unknown> {
  const { parameters } = await morningOf(actor);
  expect(parameters["since"]).toBe(await lastLook(await scene.open({ actor }), "morning"));
  return parameters["since"];
}

async function morningOf(actor: string): Promise<ReportOutput> {
  return (await runReport(await scene.open({ actor }), { name: "morning", parameters: {} })).output;
}
