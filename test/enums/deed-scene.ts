import { writeEnumScripts } from "../../src/enums/prepare/write-scripts.ts";
import type { Failure } from "../../src/model/failure.ts";
import type { EnumDeedOutput } from "../../src/model/output/enum-deed.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { enumDeed, type EnumDeedRequest } from "../../src/routines/enum-deeds.ts";
import { setField } from "../../src/workspace/field-path.ts";
import { editState } from "../../src/workspace/edit-state.ts";
import { readValidState } from "../../src/workspace/state.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { enumPlan } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";

/** v7, and an application's database whose enums it changes. */
export interface DeedScene {
  readonly scene: Scene;
  readonly app: TestDatabase;
  /** Somebody with psql on the application's database. */
  readonly psql: Connection;
  workspace(): Promise<Workspace>;
  /** From here on the application is looked at by one login, and changed by another. */
  use(urls: { readonly read: string; readonly write: string }): void;
  /** Declares what is to become of an enum. */
  declare(name: string, spec: { readonly [field: string]: unknown }): void;
  /** Writes the scripts, has the plan approved and applied: what comes next is the deed. */
  prepare(name: string): Promise<void>;
  /** The same, once the scripts are there. */
  approve(name: string): Promise<void>;
  /** Approved, unless the request says otherwise; `url` leads to the application by another way. */
  deed(direction: EnumDeedRequest["direction"], subject: string, request?: DeedOptions): Promise<Deed>;
  /** The status in the document is applied: it is true by now. */
  settle(): Promise<void>;
  /** A query's rows on the application's database, a tuple each. */
  rows(query: string): Promise<unknown[][]>;
  end(): Promise<void>;
}

export type DeedOptions = Partial<EnumDeedRequest> & { readonly url?: string };

/** What a deed answered. */
export interface Deed {
  readonly output: EnumDeedOutput;
  readonly problem: Failure | null;
}

/** On a database that is made by SQL, or however somebody with psql makes it; on another server than v7's, where one is named. */
export async function openDeedScene(
  application: string | ((psql: Connection) => Promise<void>),
  { server }: { readonly server?: string } = {},
): Promise<DeedScene> {
  const [scene, app] = await Promise.all([openScene(), testDatabase({ migrated: false, server })]);
  const psql = await app.connect({ applicationName: "psql" });
  await (typeof application === "string" ? psql.script(application) : application(psql));
  scene.checkout.write(
    "v7.yaml",
    "targets: { app: { url: env:APP_DATABASE_URL, applyUrl: env:APP_APPLY_URL, scratch: env:APP_SCRATCH_URL } }\n",
  );
  let logins = { read: app.url, write: app.url };
  const workspace = (url?: string): Promise<Workspace> =>
    scene.checkout.open({
      environment: {
        APP_DATABASE_URL: url ?? logins.read,
        APP_APPLY_URL: url ?? logins.write,
        APP_SCRATCH_URL: app.url,
      },
    });
  const approve = async (name: string): Promise<void> => {
    for (const status of ["proposed", "approved"]) {
      await setStatus(await workspace(), name, status);
      await scene.apply();
    }
  };
  return {
    scene,
    app,
    psql,
    workspace,
    use: (urls) => {
      logins = urls;
    },
    declare: (name, spec) =>
      scene.checkout.declare(
        enumPlan(name, {
          database: "app",
          consolidatesWith: null,
          affectedTables: [],
          affectedColumns: {},
          valueMap: {},
          ...spec,
        }),
      ),
    prepare: async (name) => {
      await writeEnumScripts(await workspace(), { name });
      await approve(name);
    },
    approve,
    deed: async (direction, subject, { url, ...request } = {}) =>
      enumDeed(await workspace(url), { direction, subject, approved: true, accepted: [], ...request }),
    settle: async () => void (await scene.apply()),
    rows: async (query) => (await psql.query({ text: query, rowMode: "array" })).rows as unknown as unknown[][],
    end: async () => {
      await Promise.all([scene.end(), app.drop()]);
    },
  };
}

async function setStatus(workspace: Workspace, name: string, status: string): Promise<void> {
  const edits = [setField("status", status), setField("approvedBy", status === "approved" ? "The Architect" : null)];
  await editState(workspace, await readValidState(workspace), [{ action: "edit", address: `enum/${name}`, edits }]);
}
