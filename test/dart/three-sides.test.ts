import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SharedTask } from "./dart-server.ts";
import { task } from "../scenes/documents.ts";
import { type DartScene, openDartScene } from "./scene.ts";

let shared: DartScene;

const title = "Document all duplicate ENUMs";
const spec = {
  status: "pending",
  notes: "Read domain_status first.\n\n- production\n- staging",
  acceptance: [{ criterion: "Every value has a successor" }, { criterion: "The Architect has seen it" }],
  due: "2025-08-14",
};

beforeEach(async () => {
  shared = await openDartScene();
  declare({});
  await shared.push();
  shared.scene.checkout.commit("Share the first task");
});

afterEach(() => shared.end());

/** The document with other values, linked as it was. */
function declare(changes: object): void {
  const [known] = shared.dart.tasks;
  const linked = known && { dartTaskId: known.id, dartTaskUrl: `https://app.dartai.com/t/${known.id}` };
  shared.scene.checkout.declare(task("1.1", { ...spec, ...linked, ...changes }));
}

function live(): SharedTask {
  const [only] = shared.dart.tasks;
  if (only === undefined) throw new Error("nothing is in DART");
  return only;
}

/** Somebody ticks the criterion in DART. */
function tick(criterion: string): void {
  const description = live()
    .description.split("\n")
    .map((line) => (line.includes(criterion) ? line.replace(/\[ \\\]/, "[x\\]") : line));
  shared.dart.edit(title, { description: description.join("\n") });
}

function write(before: string, after: string): void {
  expect(live().description).toContain(before);
  shared.dart.edit(title, { description: live().description.replace(before, after) });
}

function puts(): number {
  return shared.dart.requests.filter((request) => request.startsWith("PUT")).length;
}

test("a creation says all that the document does, and nothing of it comes back or goes again", async () => {
  expect(live()).toMatchObject({ dueAt: "2025-08-14" });
  expect(live().description).toMatch(
    /^Read domain\\_status first\.[\s\S]*\* production[\s\S]*## Acceptance[\s\S]*v7-marker-/,
  );
  expect((await shared.pull()).output).toMatchObject({ files: [], conflicts: [], findings: [] });
  expect((await shared.push()).output).toMatchObject({ changes: [], conflicts: [], findings: [] });
  expect(puts()).toBe(0);
});

test("what neither side moved is not read whole again", async () => {
  await shared.pull();
  const begun = shared.dart.requests.length;
  await shared.pull();
  expect(shared.dart.requests.slice(begun)).not.toContain(`GET /tasks/${live().id}`);
});

describe("what moved here", () => {
  test.each([
    ["notes", { notes: "Read production first." }, "Read production first."],
    ["acceptance", { acceptance: [{ criterion: "Every value has a successor", met: true }] }, "\\[x\\] Every value"],
    ["acceptance", { acceptance: null }, "Read domain"],
  ])("%s goes there once, and the rest of the description stays", async (_, changes, said) => {
    declare(changes);
    const { output } = await shared.push();
    expect(output.changes).toMatchObject([{ action: "update", fields: [{ field: "description" }], outcome: "sent" }]);
    expect(live().description).toContain(said);
    expect((await shared.push()).output.changes).toEqual([]);
    expect((await shared.pull()).output).toMatchObject({ files: [], conflicts: [] });
    expect(puts()).toBe(1);
  });

  test("the due day goes there, and is cleared there", async () => {
    declare({ due: "2025-08-21" });
    await shared.push();
    expect(live().dueAt).toBe("2025-08-21");
    declare({ due: null });
    await shared.push();
    expect(live().dueAt).toBeNull();
    expect((await shared.push()).output.changes).toEqual([]);
  });

  test("is sent once where its answer was lost", async () => {
    declare({ notes: "Read some_enum first." });
    shared.dart.fault = (_, request) => (request.startsWith("PUT") ? "cut after" : undefined);
    expect((await shared.push()).output.changes).toMatchObject([{ outcome: "found" }]);
    expect(puts()).toBe(1);
  });
});

describe("what moved in DART", () => {
  test("comes into the document: notes, a tick, another day", async () => {
    write("first.", "last.");
    tick("Every value");
    shared.dart.edit(title, { dueAt: "2025-08-21T00:00:00-08:00" });
    expect((await shared.pull()).problem).toBeNull();
    const { notes, acceptance, due } = (await shared.spec("1.1")) ?? {};
    expect(notes).toMatch(/^Read domain.*status last\.\s+. production/);
    expect(acceptance).toEqual([
      { criterion: "Every value has a successor", met: true },
      { criterion: "The Architect has seen it", met: false },
    ]);
    expect(due).toBe("2025-08-21");
    expect((await shared.pull()).output.files).toEqual([]);
    expect((await shared.push()).output.changes).toEqual([]);
  });

  test("beside what moved here: both go through", async () => {
    tick("Every value");
    declare({ notes: "Read production first." });
    const { output, problem } = await shared.push();
    expect({ problem, conflicts: output.conflicts }).toEqual({ problem: null, conflicts: [] });
    expect(live().description).toMatch(/^Read production first\.[\s\S]*\[x\\\] Every value/);
    await shared.pull();
    expect((await shared.spec("1.1"))?.["acceptance"]).toMatchObject([{ met: true }, { met: false }]);
    expect(puts()).toBe(1);
  });

  test("below the marker is read as well", async () => {
    shared.dart.edit(title, { description: `${live().description}\nAsk the sentinel.` });
    await shared.pull();
    expect((await shared.spec("1.1"))?.["notes"]).toMatch(/staging\n+Ask the sentinel\.$/);
  });
});

test("what moved on both sides is a conflict that names both texts, until somebody says whose counts", async () => {
  write("first.", "last.");
  declare({ notes: "Read production first." });
  const { output, problem } = await shared.push();
  expect(problem?.code).toBe("V7-J012");
  expect(output.conflicts).toMatchObject([
    {
      address: "task/1.1",
      fields: [{ field: "notes", declared: "Read production first.", live: expect.stringContaining("last.") }],
    },
  ]);
  const pulled = await shared.pull();
  expect(pulled.problem?.findings).toMatchObject([
    {
      message: expect.stringMatching(/^notes: the document says "Read production first\.", DART "Read domain.*last\./),
    },
  ]);
  expect(puts()).toBe(0);
  await shared.push({ forced: ["task/1.1"] });
  expect(live().description).toMatch(/^Read production first/);
  expect((await shared.push()).output).toMatchObject({ changes: [], conflicts: [] });
});

test("what both never agreed on is left on both sides, told in one line, until somebody says whose counts", async () => {
  await shared.scene.psql.query("UPDATE v7_dart_tasks SET agreed = NULL");
  write("first.", "last.");
  const { output, problem } = await shared.push();
  expect({ problem, changes: output.changes, conflicts: output.conflicts }).toEqual({
    problem: null,
    changes: [],
    conflicts: [],
  });
  expect(output.findings).toMatchObject([{ code: "V7-J020", message: expect.stringContaining("task/1.1 (notes)") }]);
  expect((await shared.pull()).output.files).toEqual([]);
  await shared.pull(true);
  expect((await shared.spec("1.1"))?.["notes"]).toContain("last.");
});
