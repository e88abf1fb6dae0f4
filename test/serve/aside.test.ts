import { afterAll, beforeAll, expect, test } from "vitest";
import { askingHere, type Question, type Reply } from "../../src/serve/answers.ts";
import { type Aside, openAside } from "../../src/serve/aside/aside.ts";
import type { Face } from "../../src/serve/faces/face.ts";
import { allFaces } from "../../src/serve/faces/index.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { until } from "../faults/until.ts";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import { serveScene } from "./served.ts";

let scene: Scene;
let aside: Aside;
let workspace: Workspace;

beforeAll(async () => {
  scene = await openScene();
  scene.checkout.declare(phase("1"), task("1.1"), task("1.2", { dependsOn: ["1.1"] }));
  scene.checkout.commit("Assessment begins");
  await scene.apply();
  workspace = await scene.checkout.open({ readsOnly: true, keptConnections: 1 });
  aside = openAside(invocation());
});

afterAll(async () => {
  await aside.close();
  await workspace.database.close();
  await scene.end();
});

/** What the thread is opened with: the same as the scene's own workspaces. */
function invocation(): { readonly [name: string]: unknown } {
  return {
    directory: scene.checkout.root,
    environment: {},
    databaseUrl: scene.database.url,
    applicationName: "v7 serve",
    keptConnections: 2,
    readsOnly: true,
  };
}

function faceOf(name: string): Face {
  const found = allFaces().find((face) => face.name === name);
  if (found === undefined) throw new Error(`no entry ${name}`);
  return found;
}

function question(given: Question["given"] = {}, signal = new AbortController().signal): Question {
  return { given, page: { offset: 0, limit: 100 }, signal };
}

/** Without what each planning makes anew. */
function documentOf({ body }: Reply): unknown {
  return JSON.parse(body, (name, value: unknown) => (name === "created_at" ? null : value)) as unknown;
}

test.each(["plan", "tasks", "graph"])("%s is the same, whichever thread thinks about it", async (name) => {
  const given = name === "plan" ? { sql: false } : {};
  const [there, here] = await Promise.all([
    aside.ask(faceOf(name), question(given)),
    askingHere(workspace)(faceOf(name), question(given)),
  ]);
  expect(documentOf(there)).toEqual(documentOf(here));
  expect({ total: there.total, next: there.next }).toEqual({ total: here.total, next: here.next });
});

test("a refusal comes with its code and the next step", async () => {
  const asked = aside.ask(faceOf("resource"), question({ address: "task/9.9" }));
  await expect(asked).rejects.toMatchObject({ name: "Failure", code: "V7-P001", next: [expect.any(String)] });
});

test("an edit is thought about as it is written now", async () => {
  scene.checkout.declare(task("1.3"));
  const { body } = await aside.ask(faceOf("plan"), question({ sql: false }));
  expect(JSON.parse(body)).toMatchObject({ summary: { add: 1 } });
  scene.checkout.forget("task/1.3");
});

test("whoever goes while the thread thinks is let go at once", async () => {
  const gone = new AbortController();
  const asked = aside.ask(faceOf("plan"), question({ sql: false }, gone.signal));
  gone.abort(new Error("the tab was closed"));
  await expect(asked).rejects.toThrow("the tab was closed");
});

test("a thread that cannot begin is no end: who waits hears so, and the next one asks another", async () => {
  const broken = openAside({ ...invocation(), directory: undefined });
  await expect(broken.ask(faceOf("tasks"), question())).rejects.toThrow(/directory|path/i);
  await expect(broken.ask(faceOf("tasks"), question())).rejects.toThrow(/directory|path/i);
  await broken.close();
});

test("a server answers from the thread, and takes it along when it ends", async () => {
  const served = await serveScene(scene, { aside: invocation() });
  expect(await served.ask("/tasks")).toMatchObject({ status: 200, body: { command: "task list" } });
  expect(await served.ask("/resources/task/9.9")).toMatchObject({ status: 404, body: { code: "V7-P001" } });
  await served.close();
  await until(async () => (await sessionsOf(scene)) === 0);
});

test("of thousands of findings the first go out with how many there are: no more is cleaned on the thread of everybody", async () => {
  const wrong = Array.from({ length: 1_000 }, (_, at) => task(`1.${at + 10}`, { status: "nonsense" }));
  scene.checkout.declare(...wrong);
  let cleaned = 0;
  const counted = (text: string): string => {
    cleaned += text.length;
    return text;
  };
  const served = await serveScene(scene, { aside: invocation() }, (opened) => {
    const { redactor } = opened;
    const text = (clean: string): string => counted(redactor.text(clean));
    const json = (value: unknown, indent?: number): string => counted(redactor.json(value, indent));
    return { ...opened, redactor: { ...redactor, text, json } };
  });
  const { status, body, text } = await served.ask("/plan");
  await served.close();
  scene.checkout.forget(...wrong.map(({ name }) => `task/${name}`));
  expect({ status, body }).toMatchObject({
    status: 409,
    body: {
      code: "V7-D000",
      findings_found: { errors: 1_000, warnings: 0 },
      next: expect.arrayContaining([expect.stringMatching(/^the first 100 of 1000 findings/)]),
    },
  });
  expect((body as { findings: unknown[] }).findings).toHaveLength(100);
  expect(text.length).toBeLessThan(60_000);
  expect(cleaned).toBeLessThan(60_000);
});

async function sessionsOf({ psql }: Scene): Promise<number> {
  const { rows } = await psql.query<{ count: string }>(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'v7 serve'",
  );
  return Number(rows[0]?.count);
}
