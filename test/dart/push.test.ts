import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { task } from "../scenes/documents.ts";
import { type DartScene, openDartScene, usualDart } from "./scene.ts";

let shared: DartScene;

beforeEach(async () => {
  shared = await openDartScene();
});

afterEach(() => shared.end());

function posts(): string[] {
  return shared.dart.requests.filter((request) => request.startsWith("POST") || request.startsWith("PUT"));
}

describe("a push", () => {
  test("sends nothing without approval, and says what it would", async () => {
    const { output, problem } = await shared.push({ approved: false });
    expect(problem).toBeNull();
    expect(output.is_sent).toBe(false);
    expect(output.changes).toMatchObject([{ address: "task/1.1", action: "create", outcome: null }]);
    expect(posts()).toEqual([]);
    await expect(shared.push({ plan: output.plan_id, approved: false })).rejects.toMatchObject({ code: "V7-P002" });
    expect(posts()).toEqual([]);
  });

  test("creates a task on its phase's dartboard and writes its id and address back", async () => {
    const { output } = await shared.push();
    const [created] = shared.dart.tasks;
    expect(created).toMatchObject({
      title: "Document all duplicate ENUMs",
      dartboard: "Migration/Phase 1 Assessment",
      status: "To-do",
    });
    expect(output.files).toEqual(["state/tasks/1.1.yaml"]);
    expect(await shared.spec("1.1")).toMatchObject({
      dartTaskId: created?.id,
      dartTaskUrl: `https://app.dartai.com/t/${created?.id}`,
    });
  });

  test("sends nothing the second time", async () => {
    await shared.push();
    const sent = posts().length;
    expect((await shared.push()).output).toMatchObject({ changes: [], conflicts: [], files: [] });
    expect(posts()).toHaveLength(sent);
  });

  test("sends nothing the second time where the ids written into the document were thrown away", async () => {
    await shared.push();
    shared.scene.checkout.declare(task("1.1", { status: "pending" }));
    expect((await shared.push()).output).toMatchObject({ changes: [], files: ["state/tasks/1.1.yaml"] });
    expect(shared.dart.tasks).toHaveLength(1);
  });

  test("sends what moved here, and nothing else", async () => {
    await shared.push();
    const { dartTaskId, dartTaskUrl } = (await shared.spec("1.1")) ?? {};
    await shared.push();
    shared.scene.checkout.declare(task("1.1", { status: "in_progress", dartTaskId, dartTaskUrl }));
    const { output } = await shared.push();
    expect(output.changes).toMatchObject([
      {
        address: "task/1.1",
        action: "update",
        fields: [{ field: "status", before: "To-do", after: "Doing" }],
        outcome: "sent",
      },
    ]);
    expect(shared.dart.tasks[0]?.status).toBe("Doing");
  });

  test("is in conflict where DART moved too, until somebody says whose value counts", async () => {
    await shared.push();
    await shared.push();
    const { dartTaskId, dartTaskUrl } = (await shared.spec("1.1")) ?? {};
    shared.scene.checkout.declare(task("1.1", { status: "in_progress", dartTaskId, dartTaskUrl }));
    Object.assign(shared.dart.tasks[0] ?? {}, { status: "Done" });
    const sent = posts().length;
    const { output, problem } = await shared.push();
    expect(problem?.code).toBe("V7-J012");
    expect(output.conflicts).toMatchObject([
      {
        address: "task/1.1",
        fields: [{ field: "status", declared: "in_progress", agreed: "pending", live: "completed" }],
      },
    ]);
    expect(posts()).toHaveLength(sent);
    await shared.push({ forced: ["task/1.1"] });
    expect(shared.dart.tasks[0]?.status).toBe("Doing");
  });

  test("that was planned is stale once DART moved", async () => {
    await shared.push();
    await shared.push();
    const { dartTaskId, dartTaskUrl } = (await shared.spec("1.1")) ?? {};
    shared.scene.checkout.declare(
      task("1.1", { name: "Document every ENUM", status: "pending", dartTaskId, dartTaskUrl }),
    );
    const { output } = await shared.push({ approved: false });
    Object.assign(shared.dart.tasks[0] ?? {}, { title: "Somebody's title" });
    const { problem } = await shared.push({ plan: output.plan_id });
    expect(problem?.code).toBe("V7-J012");
    expect(shared.dart.tasks[0]?.title).toBe("Somebody's title");
  });

  test("files a report in the journal once, whatever becomes of its text", async () => {
    shared.configure({
      ...usualDart,
      folders: { ...usualDart.folders, journal: "Journal" },
      journal: ["Docs/completion-ad005.md"],
    });
    shared.scene.checkout.write(
      "Docs/completion-ad005.md",
      "# COMPLETION OF AD_005: V7 DATABASE INFRASTRUCTURE - 2025-08-07\n",
    );
    await shared.push();
    shared.scene.checkout.write("Docs/completion-ad005.md", "# Another\n");
    await shared.push();
    const filed = shared.dart.documents.filter(({ folder }) => folder === "Migration/Journal");
    expect(filed).toMatchObject([{ title: "COMPLETION OF AD_005: V7 DATABASE INFRASTRUCTURE - 2025-08-07" }]);
  });
});

describe("an answer that is lost", () => {
  test("is found by the marker at once, whatever DART made of it", async () => {
    shared.dart.fault = (_, request) => (request === "POST /tasks" ? "cut after" : undefined);
    const { output, problem } = await shared.push();
    expect(problem).toBeNull();
    expect(output.changes).toMatchObject([{ outcome: "found" }]);
    expect(shared.dart.tasks).toHaveLength(1);
    expect((await shared.spec("1.1"))?.["dartTaskId"]).toBe(shared.dart.tasks[0]?.id);
  });

  test.each(["hidden", "hydrating"] as const)(
    "is no reason to send again while what was created is %s",
    async (how) => {
      shared.dart.fault = (_, request) => {
        if (request !== "POST /tasks") return undefined;
        shared.dart[how].add("dart00000001");
        return "cut after";
      };
      expect((await shared.push()).problem?.code).toBe("V7-J013");
      shared.dart.fault = () => undefined;
      if (how === "hydrating") {
        // Listed by its title alone, it could be anybody's.
        const { output } = await shared.push();
        expect(output).toMatchObject({ changes: [], findings: [{ code: "V7-J013", address: "task/1.1" }] });
        expect((await shared.pull()).output.findings).toEqual([]);
      }
      shared.dart[how].clear();
      expect((await shared.push()).problem).toBeNull();
      expect(posts()).toEqual(["POST /tasks"]);
      expect((await shared.spec("1.1"))?.["dartTaskId"]).toBe("dart00000001");
    },
  );
});

describe("a trap", () => {
  test.each([true, false])(
    "5: what was changed at the very instant is found, whether DART counts it as later (%s) or not",
    async (countsSameInstant) => {
      shared.dart.countsSameInstant = countsSameInstant;
      for (let number = 1; number <= 5; number += 1)
        shared.dart.addTask({ title: `Somebody's ${number}`, dartboard: "Migration/Phase 1 Assessment" });
      shared.dart.fault = (_, request) => (request === "POST /tasks" ? "cut after" : undefined);
      const { output, problem } = await shared.push();
      expect(problem).toBeNull();
      expect(output.changes).toMatchObject([{ outcome: "found" }]);
      const asked = shared.dart.requests.slice(shared.dart.requests.indexOf("POST /tasks") + 1);
      expect(asked.filter((request) => request.includes("updated_at_after="))).not.toEqual([]);
      expect(asked.filter((request) => /^GET .tasks.list.(?!.*updated_at_after)/.test(request))).toEqual([]);
    },
  );

  test("5: older tasks are not read again, though DART lists those of the second before", async () => {
    const old = "2026-02-17T11:12:50.400000-08:00";
    for (let number = 1; number <= 5; number += 1)
      shared.dart.addTask({ title: `Somebody's ${number}`, dartboard: "Migration/Phase 1 Assessment", updatedAt: old });
    shared.dart.addTask({ title: "The newest", updatedAt: "2026-02-17T11:12:51.000000-08:00" });
    shared.dart.fault = (_, request) => (request === "POST /tasks" ? "cut after" : undefined);
    expect((await shared.push()).problem).toBeNull();
    const asked = shared.dart.requests.slice(shared.dart.requests.indexOf("POST /tasks") + 1);
    expect(asked.filter((request) => /^GET .tasks.dart/.test(request))).toHaveLength(2);
  });

  test("7: what lands on the default dartboard is put where it belongs, and is there once", async () => {
    shared.dart.landsOnDefault = true;
    const { output, problem } = await shared.push();
    expect(problem).toBeNull();
    expect(output.changes).toMatchObject([{ outcome: "sent" }]);
    expect(shared.dart.tasks).toMatchObject([{ dartboard: "Migration/Phase 1 Assessment" }]);
    expect(posts()).toEqual(["POST /tasks", "PUT /tasks/dart00000001"]);
  });

  test("7: it is found there also where its answer was lost, and where it is not shown for a moment", async () => {
    shared.dart.landsOnDefault = true;
    const other = shared.dart.addTask({ title: "Somebody's" });
    shared.dart.fault = (_, request) => {
      if (request === "POST /tasks") return "cut after";
      return request.startsWith("PUT") && posts().filter((one) => one.startsWith("PUT")).length === 1
        ? { status: 404, body: '{"errors":["Not found."]}' }
        : undefined;
    };
    expect((await shared.push()).problem).toBeNull();
    expect(shared.dart.tasks).toMatchObject([other, { dartboard: "Migration/Phase 1 Assessment" }]);
  });

  test("7: where v7's own dartboards are empty it is found by its title, though its answer was lost", async () => {
    shared.dart.landsOnDefault = true;
    shared.dart.fault = (_, request) => (request === "POST /tasks" ? "cut after" : undefined);
    const { output, problem } = await shared.push();
    expect(problem).toBeNull();
    expect(output.changes).toMatchObject([{ outcome: "found" }]);
    expect(shared.dart.tasks).toMatchObject([{ dartboard: "Migration/Phase 1 Assessment" }]);
  });

  test("7: it is looked for on every dartboard before it is created, and put where it belongs", async () => {
    shared.dart.landsOnDefault = true;
    const stop = new AbortController();
    shared.dart.fault = (_, request) => {
      if (request !== "POST /tasks") return undefined;
      // As one who is killed, it does not get to look.
      setImmediate(() => stop.abort(new Error("killed")));
      return "cut after";
    };
    await killedPush(stop.signal);
    shared.dart.fault = () => undefined;
    expect(shared.dart.tasks).toMatchObject([{ dartboard: "General/Tasks" }]);
    const { output, problem } = await shared.push();
    expect(problem).toBeNull();
    expect(output).toMatchObject({ changes: [{ action: "update" }], files: ["state/tasks/1.1.yaml"] });
    expect(shared.dart.tasks).toMatchObject([{ dartboard: "Migration/Phase 1 Assessment" }]);
    expect((await shared.push()).output.changes).toEqual([]);
  });

  test("7: where it cannot be moved that is told, and nothing is sent twice", async () => {
    shared.dart.landsOnDefault = true;
    shared.dart.fault = (_, request) => (request.startsWith("PUT") ? { status: 404 } : undefined);
    expect((await shared.push()).problem?.code).toBe("V7-J019");
    shared.dart.fault = () => undefined;
    expect((await shared.push()).problem).toBeNull();
    expect(shared.dart.tasks).toHaveLength(1);
  });
});

describe("an update", () => {
  /** A task that both sides agree on, and that was renamed here. */
  async function renamedHere(): Promise<void> {
    await shared.push();
    await shared.push();
    const { dartTaskId, dartTaskUrl } = (await shared.spec("1.1")) ?? {};
    const spec = { name: "Document every ENUM", status: "pending", dartTaskId, dartTaskUrl };
    shared.scene.checkout.declare(task("1.1", spec));
  }

  const onPut = (then: (count: number) => "cut after" | "cut before" | undefined): void => {
    let count = 0;
    shared.dart.fault = (_, request) => (request.startsWith("PUT") ? then((count += 1)) : undefined);
  };

  test("whose answer is lost is looked at before it is sent again: what arrived is not", async () => {
    await renamedHere();
    onPut((count) => (count === 1 ? "cut after" : undefined));
    expect((await shared.push()).output.changes).toMatchObject([{ action: "update", outcome: "found" }]);
    expect(posts().filter((request) => request.startsWith("PUT"))).toHaveLength(1);
  });

  test("that did not arrive is sent again", async () => {
    await renamedHere();
    onPut((count) => (count === 1 ? "cut before" : undefined));
    expect((await shared.push()).output.changes).toMatchObject([{ outcome: "sent" }]);
    expect(shared.dart.tasks[0]?.title).toBe("Document every ENUM");
  });

  test("is not sent over what somebody wrote while its answer was awaited", async () => {
    await renamedHere();
    onPut((count) => {
      if (count > 1) return undefined;
      setImmediate(() => Object.assign(shared.dart.tasks[0] ?? {}, { title: "Somebody's title" }));
      return "cut before";
    });
    expect((await shared.push()).problem?.code).toBe("V7-J015");
    expect(shared.dart.tasks[0]?.title).toBe("Somebody's title");
  });

  test("is not sent over what somebody wrote after the plan was read again", async () => {
    await renamedHere();
    const id = shared.dart.tasks[0]?.id ?? "";
    let looks = 0;
    shared.dart.fault = (_, request) => {
      // For the plan, under the lock, and the last one before it is sent.
      if (request === `GET /tasks/${id}` && (looks += 1) === 3)
        Object.assign(shared.dart.tasks[0] ?? {}, { title: "Somebody's title" });
      return undefined;
    };
    expect((await shared.push()).problem?.code).toBe("V7-J015");
    expect(shared.dart.tasks[0]?.title).toBe("Somebody's title");
  });
});

describe("cut at every request, and run again", () => {
  for (const fault of ["cut before", "cut after"] as const)
    test(`${fault}: each task and report is there once`, async () => {
      shared.configure({ ...usualDart, folders: { ...usualDart.folders, journal: "Journal" }, journal: ["report.md"] });
      shared.scene.checkout.write("report.md", "# Report\n");
      shared.scene.checkout.declare(task("1.2", { name: "Map ENUM values" }));
      await shared.push({ approved: false });
      const most = 60;
      let at = 0;
      for (let isWhole = false; !isWhole && at < most;) {
        at += 1;
        const stop = new AbortController();
        const begun = shared.dart.requests.length;
        let wasCut = false;
        shared.dart.fault = (number) => {
          if (wasCut || number - begun !== at) return undefined;
          wasCut = true;
          // As one who is killed, it does not get to ask again.
          setImmediate(() => stop.abort(new Error("killed")));
          return fault;
        };
        for (const name of ["1.1", "1.2"])
          shared.scene.checkout.declare(task(name, { name: `Task ${name}`, status: "pending" }));
        shared.dart.tasks.length = 0;
        shared.dart.documents.length = 0;
        await shared.scene.psql.query("DELETE FROM v7_dart_tasks");
        await killedPush(stop.signal);
        isWhole = !wasCut;
        shared.dart.fault = () => undefined;
        expect((await shared.push()).problem).toBeNull();
        expect(shared.dart.tasks.map(({ title }) => title).toSorted(), `cut at ${at}`).toEqual([
          "Task 1.1",
          "Task 1.2",
        ]);
        expect(shared.dart.documents, `cut at ${at}`).toHaveLength(1);
        expect((await shared.push()).output.changes).toEqual([]);
      }
      expect(at).toBeGreaterThan(10);
      expect(at).toBeLessThan(most);
    }, 120_000);
});

async function killedPush(signal: AbortSignal): Promise<void> {
  const { dartPush } = await import("../../src/routines/dart-push.ts");
  const workspace = await shared.open({ signal });
  await dartPush(workspace, { plan: undefined, approved: true, forced: [] }).catch(() => undefined);
}
