import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { task } from "../scenes/documents.ts";
import { type DartScene, openDartScene, reportText, usualDart } from "./scene.ts";

let shared: DartScene;

beforeEach(async () => {
  shared = await openDartScene();
});

afterEach(() => shared.end());

const phaseBoard = "Migration/Phase 1 Assessment";

/** Task 1.1, in DART and agreed on. */
async function linked(): Promise<void> {
  await shared.push();
  await shared.push();
}

describe("a pull", () => {
  test("proposes what moved in DART, as an edit of the document", async () => {
    await linked();
    Object.assign(shared.dart.tasks[0] ?? {}, { status: "Doing", title: "Document every ENUM" });
    const { output, problem } = await shared.pull();
    expect(problem).toBeNull();
    expect(output.changed).toEqual(["task/1.1"]);
    expect(await shared.spec("1.1")).toMatchObject({ status: "in_progress", name: "Document every ENUM" });
    expect((await shared.pull()).output.files).toEqual([]);
  });

  test("that was thrown away is pulled again, and is no reason to send the old value", async () => {
    await linked();
    shared.scene.checkout.commit("Share the first task");
    await shared.pull();
    Object.assign(shared.dart.tasks[0] ?? {}, { status: "Doing" });
    await shared.pull();
    await shared.pull();
    shared.scene.checkout.git("checkout", "--", "state");
    expect((await shared.push()).output).toMatchObject({ changes: [], conflicts: [] });
    expect((await shared.pull()).output.changed).toEqual(["task/1.1"]);
  });

  test("leaves what moved here to the push", async () => {
    await linked();
    const { dartTaskId, dartTaskUrl } = (await shared.spec("1.1")) ?? {};
    shared.scene.checkout.declare(task("1.1", { status: "in_progress", dartTaskId, dartTaskUrl }));
    expect((await shared.pull()).output).toMatchObject({ files: [], conflicts: [] });
  });

  test("names what both sides moved, and takes DART's where somebody says so", async () => {
    await linked();
    const { dartTaskId, dartTaskUrl } = (await shared.spec("1.1")) ?? {};
    shared.scene.checkout.declare(task("1.1", { status: "in_progress", dartTaskId, dartTaskUrl }));
    Object.assign(shared.dart.tasks[0] ?? {}, { status: "Done" });
    const { output, problem } = await shared.pull();
    expect(problem?.code).toBe("V7-J012");
    expect(output).toMatchObject({ files: [], conflicts: ["task/1.1"] });
    await shared.pull(true);
    expect((await shared.spec("1.1"))?.["status"]).toBe("completed");
  });

  test("makes a task of one on a phase's dartboard, under the next free number of that phase", async () => {
    shared.dart.addTask({ title: "Map ENUM values", dartboard: phaseBoard, assignees: ["sentinel@example.org"] });
    shared.dart.addTask({
      title: "Count rows",
      dartboard: phaseBoard,
      assignees: ["sentinel@example.org"],
      description: "All of them",
    });
    const { output } = await shared.pull();
    expect(output.changed).toEqual(["task/1.2", "task/1.3"]);
    expect(await shared.spec("1.3")).toMatchObject({
      name: "Count rows",
      responsiblePersona: "Layer 1 Data Sentinel",
      status: "pending",
      dartTaskId: shared.dart.tasks[1]?.id,
      notes: "All of them",
    });
    expect((await shared.pull()).output.files).toEqual([]);
  });

  test("says of a task what it lacks to become one here, and takes the others", async () => {
    const assignees = ["sentinel@example.org"];
    shared.dart.addTask({ title: "Nobody's", dartboard: phaseBoard });
    shared.dart.addTask({ title: "In no phase", assignees });
    shared.dart.addTask({ title: "Odd", dartboard: phaseBoard, assignees, status: "Someday" });
    shared.dart.addTask({ title: "Map ENUM values", dartboard: phaseBoard, assignees });
    const { output, problem } = await shared.pull();
    expect(output.findings.map(({ code }) => code).toSorted()).toEqual(["V7-J006", "V7-J007", "V7-J008"]);
    expect(problem?.code).toMatch(/^V7-J00[678]$/);
    expect(output.changed).toEqual(["task/1.2"]);
  });

  test("brings master documents as files of a DocumentSet, which keep their names", async () => {
    const folder = "Migration/V7 Migration Docs";
    const document = shared.dart.addDocument({ title: "The Plan", folder, text: "# The Plan\n\nSeven phases." });
    await shared.pull();
    const file = `Docs/dart/the-plan-${document.id}.md`;
    expect(shared.scene.checkout.read(file)).toBe("# The Plan\n\nSeven phases.\n");
    expect(shared.scene.checkout.read("state/document-sets.yaml")).toContain("Docs/dart/*.md");
    Object.assign(document, { title: "The Great Plan", text: "# The Great Plan" });
    expect((await shared.pull()).output.files).toEqual([file]);
    shared.dart.documents.length = 0;
    expect((await shared.pull()).output.files).toEqual([]);
  });
});

describe("a completion report", () => {
  test("is taken once by its id and content: status, deliverables, and what it says", async () => {
    const report = shared.dart.addDocument({
      title: "Done",
      text: reportText("1.1", "completed", 'deliverables: [docs/enum-map.md]\ncommit: "1f3a9c2"\n'),
    });
    const { output } = await shared.pull();
    expect(output.reports).toMatchObject([{ document: report.id, task: "1.1", status: "completed" }]);
    expect(output.complete_phases).toEqual(["phase/1"]);
    expect(await shared.spec("1.1")).toMatchObject({
      status: "completed",
      deliverableUrls: [`https://app.dartai.com/d/${report.id}`, "docs/enum-map.md"],
      reports: [{ document: report.id, commit: "1f3a9c2", summary: "All 12 duplicates are documented" }],
    });
    expect((await shared.pull()).output).toMatchObject({ files: [], reports: [] });
  });

  test("does not undo what a person decided after it was taken", async () => {
    shared.dart.addDocument({ title: "Done", text: reportText("1.1") });
    await shared.pull();
    const spec = (await shared.spec("1.1")) ?? {};
    shared.scene.checkout.declare(task("1.1", { ...spec, status: "in_progress" }));
    await shared.pull();
    expect((await shared.spec("1.1"))?.["status"]).toBe("in_progress");
  });

  test("is proposed again where the edit was thrown away, and taken anew where its text changed", async () => {
    const report = shared.dart.addDocument({ title: "Done", text: reportText("1.1", "in_progress") });
    await shared.pull();
    shared.scene.checkout.declare(task("1.1", { status: "pending" }));
    expect((await shared.pull()).output.reports).toHaveLength(1);
    report.text = reportText("1.1");
    expect((await shared.pull()).output.reports).toHaveLength(1);
    expect(await shared.spec("1.1")).toMatchObject({
      status: "completed",
      deliverableUrls: [expect.anything()],
      reports: [expect.anything()],
    });
  });

  test("that cannot be read is named with its line, and holds up no other", async () => {
    shared.dart.addDocument({ title: "Prose", text: "All went well." });
    shared.dart.addDocument({ title: "Wrong", text: reportText("1.1", "finished") });
    shared.dart.addDocument({ title: "Elsewhere", text: reportText("1.9") });
    const good = shared.dart.addDocument({ title: "Good", text: reportText("1.1") });
    const { output, problem } = await shared.pull();
    expect(problem?.code).toBe("V7-J009");
    expect(output.reports.map(({ document }) => document)).toEqual([good.id]);
    expect(output.findings).toMatchObject([{ line: 1 }, { line: 5 }, { message: expect.stringContaining("task/1.9") }]);
  });

  test("of a task that another new one contradicts is left, with both titles", async () => {
    shared.dart.addDocument({ title: "First", text: reportText("1.1", "review") });
    shared.dart.addDocument({ title: "Second", text: reportText("1.1") });
    const { output } = await shared.pull();
    expect(output.reports).toEqual([]);
    expect(output.findings[0]?.message).toContain("First says review, Second says completed");
  });

  test("in a phase's folder is read as those in the folder of all", async () => {
    shared.dart.places.folders.push("Migration/Phase 1 Assessment");
    shared.dart.addDocument({ title: "Done", folder: phaseBoard, text: reportText("1.1") });
    expect((await shared.pull()).output.reports).toHaveLength(1);
  });
});

describe("a trap", () => {
  test("1: a dartboard that was renamed is named, and its empty list removes nothing", async () => {
    await linked();
    shared.dart.places.dartboards[1] = "Migration/Renamed";
    await expect(shared.pull()).rejects.toMatchObject({ code: "V7-J004" });
    await expect(shared.push()).rejects.toMatchObject({ code: "V7-J004" });
  });

  test("1: a dartboard that is empty removes nothing", async () => {
    await linked();
    Object.assign(shared.dart.tasks[0] ?? {}, { dartboard: "General/Tasks" });
    expect((await shared.pull()).output).toMatchObject({ files: [], findings: [] });
  });

  test("2: a task that is not shown yet is left to the next time", async () => {
    const added = shared.dart.addTask({ title: "Map", dartboard: phaseBoard, assignees: ["sentinel@example.org"] });
    shared.dart.hydrating.add(added.id);
    expect((await shared.pull()).output.changed).toEqual([]);
    shared.dart.hydrating.clear();
    expect((await shared.pull()).output.changed).toEqual(["task/1.2"]);
  });

  test("3 and 6: all pages are read by the count, finished tasks too, though lists hide them", async () => {
    for (let number = 1; number <= 7; number += 1)
      shared.dart.addTask({
        title: `Task ${number}`,
        dartboard: phaseBoard,
        status: "Done",
        assignees: ["sentinel@example.org"],
      });
    expect((await shared.pull()).output.changed).toHaveLength(7);
  });

  test("8: a status without a meaning is a finding, and is left on both sides", async () => {
    await linked();
    Object.assign(shared.dart.tasks[0] ?? {}, { status: "Someday" });
    expect((await shared.pull()).problem?.code).toBe("V7-J006");
    expect((await shared.push()).output.changes).toEqual([]);
    expect((await shared.spec("1.1"))?.["status"]).toBe("pending");
  });

  test("9: a trashed task is told, and is neither removed here nor made anew there", async () => {
    await linked();
    Object.assign(shared.dart.tasks[0] ?? {}, { isTrashed: true });
    const { output } = await shared.pull();
    expect(output.findings).toMatchObject([{ code: "V7-J011", address: "task/1.1" }]);
    expect((await shared.push()).output.changes).toEqual([]);
    expect(await shared.spec("1.1")).toBeDefined();
  });

  test("9: a key that DART does not know is told as such, though it answers 200", async () => {
    shared.dart.keys.clear();
    await expect(shared.pull()).rejects.toMatchObject({ code: "V7-J002" });
  });

  test("10: two places with one title are told apart by their space", async () => {
    shared.dart.places.dartboards.push("Other/Phase 1 Assessment");
    await expect(shared.pull()).rejects.toMatchObject({ code: "V7-J004" });
    shared.configure({ ...usualDart, folders: { phases: { "1": phaseBoard } } });
    expect((await shared.pull()).problem).toBeNull();
  });
});

describe("a service that is busy", () => {
  test("is asked again as late as it says", async () => {
    shared.dart.fault = (number) => (number === 1 ? { status: 429, headers: { "retry-after": "1" } } : undefined);
    await shared.pull();
    const [first = 0, second = 0] = shared.dart.times;
    expect(second - first).toBeGreaterThanOrEqual(950);
    expect(shared.dart.requests.slice(0, 2)).toEqual(["GET /me", "GET /me"]);
  });

  test("is asked again where it does not say when, and where it says so in its answer", async () => {
    shared.dart.fault = (number) =>
      [undefined, { status: 429 }, { status: 429, body: '{"detail":"slow down","retry_after":0}' }, { status: 503 }][
        number
      ];
    expect((await shared.pull()).problem).toBeNull();
    expect(shared.dart.requests.slice(0, 4)).toEqual(["GET /me", "GET /me", "GET /me", "GET /me"]);
  });

  test("that refuses a creation by 429 did nothing: it is sent again, and is there once", async () => {
    let refused = 0;
    shared.dart.fault = (_, request) =>
      request === "POST /tasks" && (refused += 1) === 1 ? { status: 429 } : undefined;
    expect((await shared.push()).problem).toBeNull();
    expect(shared.dart.tasks).toHaveLength(1);
  });

  test("is not asked again where it refuses", async () => {
    shared.dart.fault = (_, request) =>
      request === "GET /config" ? { status: 400, body: '{"errors":["no"]}' } : undefined;
    await expect(shared.pull()).rejects.toMatchObject({ code: "V7-J003" });
    expect(shared.dart.requests).toEqual(["GET /me", "GET /config"]);
  });
});

describe("cut at every request, and pulled again", () => {
  test("no report is lost and no task is there twice", async () => {
    shared.dart.addTask({ title: "Map", dartboard: phaseBoard, assignees: ["sentinel@example.org"] });
    shared.dart.addDocument({ title: "Done", text: reportText("1.1") });
    const { dartPull } = await import("../../src/routines/dart-pull.ts");
    const most = 40;
    let at = 0;
    for (let isWhole = false; !isWhole && at < most;) {
      at += 1;
      const stop = new AbortController();
      const begun = shared.dart.requests.length;
      let wasCut = false;
      shared.dart.fault = (number) => {
        if (number - begun !== at) return undefined;
        wasCut = true;
        setImmediate(() => stop.abort(new Error("killed")));
        return "cut after";
      };
      shared.scene.checkout.declare(task("1.1", { status: "pending" }));
      if ((await shared.spec("1.2")) !== undefined) shared.scene.checkout.forget("task/1.2");
      await shared.scene.psql.query("DELETE FROM v7_dart_tasks");
      await dartPull(await shared.open({ signal: stop.signal }), { theirs: false }).catch(() => undefined);
      isWhole = !wasCut;
      shared.dart.fault = () => undefined;
      await shared.pull();
      expect(await shared.spec("1.1"), `cut at ${at}`).toMatchObject({
        status: "completed",
        reports: [expect.anything()],
      });
      expect(await shared.spec("1.2"), `cut at ${at}`).toMatchObject({ name: "Map" });
      expect(await shared.spec("1.3"), `cut at ${at}`).toBeUndefined();
    }
    expect(at).toBeGreaterThan(5);
    expect(at).toBeLessThan(most);
  }, 120_000);
});
