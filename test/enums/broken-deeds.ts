import { spawn } from "node:child_process";
import { once } from "node:events";
import { enumStatus } from "../../src/routines/enum-status.ts";
import { packagePath } from "../../src/system/package-file.ts";
import type { Fate, WireMessage } from "../support/line.ts";
import { openLine } from "../support/line.ts";
import type { Dice } from "../support/dice.ts";
import { until } from "../faults/until.ts";
import { type DeedScene, openDeedScene } from "./deed-scene.ts";

/** An application whose deed merges values, moves arrays and rebuilds a view: it has something of everything. */
const application = `
  CREATE TYPE contact_curation_status AS ENUM ('New', 'Complete', 'Error', 'Skipped');
  CREATE TABLE contacts (
    id integer PRIMARY KEY,
    curation_status contact_curation_status NOT NULL DEFAULT 'New',
    history contact_curation_status[]
  );
  CREATE VIEW open_contacts AS SELECT id, curation_status FROM contacts WHERE curation_status = 'New';
  INSERT INTO contacts
  SELECT n, (ARRAY['New', 'Complete', 'Error', 'Skipped']::contact_curation_status[])[1 + n % 4], '{New,Error}'
  FROM generate_series(1, 200) n`;

const state = `
  SELECT json_build_array(
    (SELECT json_agg(t.typname ORDER BY t.typname) FROM pg_type t WHERE t.typtype = 'e'),
    (SELECT json_agg(json_build_array(c.id, c.curation_status, c.history) ORDER BY c.id) FROM contacts c),
    (SELECT count(*) FROM open_contacts),
    pg_get_viewdef('open_contacts')
  )::text`;

/** What was seen after a deed was broken, where it is not as it must be. */
export interface Wrong {
  readonly how: string;
  /** The application as it was found: neither of both is the worst. */
  readonly found: "before" | "after" | "between";
  /** What v7 said at once, and once it had asked the target. */
  readonly said: string;
  readonly told: string | undefined;
  /** What the next run left. */
  readonly afterwards: "before" | "after" | "between";
}

/** A deed that is planned once and broken again and again: the application and its ledger are as before each time. */
export interface BrokenDeeds {
  readonly shared: DeedScene;
  /** How many messages the client sends in a run that nothing breaks. */
  readonly length: number;
  /** Runs it while `fateOf` decides; answers whether v7 said that it is done, and the code it ended with. */
  run(
    fateOf: (message: WireMessage, place: number) => Fate,
  ): Promise<{ readonly isDone: boolean; readonly code: string | undefined }>;
  /** The same as a process of its own, which is killed at its n-th message. */
  killAt(place: number): Promise<boolean>;
  /** Looks at what a break left, has the deed done again, and starts anew; undefined where all is as it must be. */
  judge(
    how: string,
    said: { readonly isDone: boolean; readonly code: string | undefined } | undefined,
  ): Promise<Wrong | undefined>;
}

/** Plans the deed, and does it once to know how it goes. */
export async function openBrokenDeeds(): Promise<BrokenDeeds> {
  const shared = await openDeedScene(application);
  const name = "contact_curation_status";
  shared.declare(name, {
    currentValues: ["New", "Complete", "Error", "Skipped"],
    targetValues: ["new", "complete", "failed"],
    valueMap: { New: "new", Complete: "complete", Error: "failed", Skipped: "failed" },
  });
  await shared.prepare(name);
  const accepted = ["V7-E073", "V7-E075"];
  const planned = await shared.deed("implement", name, { approved: false, accepted });
  if (planned.problem !== null) throw planned.problem;
  const plan = planned.output.plan_id;
  const document = shared.scene.checkout.read("state/enumplans/contact_curation_status.yaml");
  const look = async (): Promise<string> => {
    const waiting =
      "SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'v7%'";
    await until(async () => (await shared.rows(waiting))[0]?.[0] === 0);
    return String((await shared.rows(state))[0]?.[0]);
  };
  const reset = async (): Promise<void> => {
    await look();
    await shared.psql.script(
      `DROP VIEW open_contacts; DROP TABLE contacts; DROP SCHEMA IF EXISTS v7 CASCADE; DROP TYPE IF EXISTS contact_curation_status, v7_contact_status; ${application}`,
    );
    await shared.scene.psql.query("DELETE FROM v7_enum_deeds");
    shared.scene.checkout.write("state/enumplans/contact_curation_status.yaml", document);
  };
  const run: BrokenDeeds["run"] = async (fateOf) => {
    let place = 0;
    const line = await openLine(shared.app.url, {
      fateOf: (message) => fateOf(message, (place += message.from === "client" ? 1 : 0)),
    });
    try {
      const { output } = await shared.deed("implement", plan, { url: line.url });
      return { isDone: output.is_done, code: undefined };
    } catch (error) {
      return { isDone: false, code: error instanceof Error && "code" in error ? String(error.code) : String(error) };
    } finally {
      line.close();
    }
  };
  const told = async (): Promise<string | undefined> => {
    const { output } = await enumStatus(await shared.workspace());
    return output.targets[0]?.deeds.find(({ deed }) => deed === plan)?.state;
  };
  const judge: BrokenDeeds["judge"] = async (how, said) => {
    const found = named(await look());
    const remembered = await told();
    const again = await run(() => "pass");
    const afterwards = named(await look());
    await reset();
    const isTrue =
      found !== "between" &&
      (said === undefined || said.isDone === (found === "after")) &&
      (found === "after" ? remembered === "done" : remembered === "undone" || remembered === undefined);
    if (isTrue && again.isDone && afterwards === "after") return undefined;
    return { how, found, said: said?.code ?? "done", told: remembered, afterwards };
  };
  const before = await look();
  let length = 0;
  await run((_message, place) => {
    length = place;
    return "pass";
  });
  const after = await look();
  const named = (found: string): Wrong["found"] =>
    found === before ? "before" : found === after ? "after" : "between";
  await reset();
  return {
    shared,
    length,
    run,
    killAt: async (place) => {
      let at = 0;
      const line = await openLine(shared.app.url, {
        fateOf: (message) => {
          if (message.from !== "client") return "pass";
          at += 1;
          if (at === place) child.kill("SIGKILL");
          return at >= place ? "stall" : "pass";
        },
      });
      const argv = [packagePath("bin/run.js"), "enum", "implement", plan, "--approved"];
      const child = spawn(process.execPath, argv, {
        cwd: shared.scene.checkout.root,
        env: {
          PATH: process.env["PATH"],
          V7_DATABASE_URL: shared.scene.database.url,
          APP_DATABASE_URL: line.url,
          APP_APPLY_URL: line.url,
          APP_SCRATCH_URL: shared.app.url,
        },
        stdio: "ignore",
      });
      await once(child, "close");
      line.close();
      return child.signalCode === "SIGKILL";
    },
    judge,
  };
}

/** The deed is cut before and after messages, every `step`-th of them; what was wrong, and how often it was cut. */
export async function cutDeeds(
  broken: BrokenDeeds,
  step: number,
): Promise<{ readonly cuts: number; readonly wrong: readonly Wrong[] }> {
  const wrong: Wrong[] = [];
  let cuts = 0;
  for (let place = 1; place <= broken.length; place += step) {
    for (const fate of ["cut before", "cut after"] as const) {
      const said = await broken.run((message, at) => (message.from === "client" && at === place ? fate : "pass"));
      cuts += 1;
      const found = await broken.judge(`${fate} message ${place} of ${broken.length}`, said);
      if (found !== undefined) wrong.push(found);
    }
  }
  return { cuts, wrong };
}

/** The deed's process is killed at random messages; what was wrong, and how often it was killed. */
export async function killDeeds(
  broken: BrokenDeeds,
  rounds: number,
  dice: Dice,
): Promise<{ readonly killed: number; readonly wrong: readonly Wrong[] }> {
  const wrong: Wrong[] = [];
  let killed = 0;
  for (let round = 0; round < rounds; round += 1) {
    const place = 1 + dice.whole(broken.length);
    if (await broken.killAt(place)) killed += 1;
    const found = await broken.judge(`killed at message ${place} of ${broken.length}, seed ${dice.seed}`, undefined);
    if (found !== undefined) wrong.push(found);
  }
  return { killed, wrong };
}
