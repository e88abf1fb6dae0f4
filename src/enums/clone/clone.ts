import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { digestOf, readObjects, type CatalogueObject } from "../catalogue/objects.ts";
import { inTargetTransaction, withTarget, type EnumTarget } from "../targets.ts";
import { build } from "./build.ts";
import { differences, type MissingObject } from "./missing.ts";
import { openOwnPlace } from "./own-place.ts";
import type { ClonePlace, Locale } from "./place.ts";
import { openScratchPlace } from "./scratch-place.ts";

export type { MissingObject } from "./missing.ts";

/** A target's schema made anew, without its rows, for whatever must not be tried on the target itself. */
export interface Clone {
  /** A session on it. On a server of v7's own its login is no superuser: it is a member of all roles that own something. */
  readonly connection: Connection;
  /** `full`: its digest is the target's, and so is its major version. */
  readonly completeness: "full" | "partial";
  /** What is not there, or not as on the target; empty when it is full. */
  readonly missing: readonly MissingObject[];
  /** What is there, as its own catalogue has it: nothing has been changed since. */
  readonly objects: readonly CatalogueObject[];
  /** The address of that session, for a further one. */
  readonly url: string;
  /** A superuser's session, on a server of v7's own alone: for extensions that look at tables. It never writes rows. */
  readonly administrator: Connection | undefined;
  /** Ends the sessions and removes it. Safe to call twice. */
  drop(): Promise<void>;
}

/**
 * Makes a clone of what `objects` say, on the target's scratch server or on one that is made for it. What is left when this
 * process is killed is removed by the next one that is opened. The caller drops it; when the caller's signal is aborted, its
 * sessions hang up. Throws a Failure where there is no place for it.
 */
export async function openClone(
  workspace: Workspace,
  target: EnumTarget,
  objects: readonly CatalogueObject[],
): Promise<Clone> {
  const { signal } = workspace;
  const { locale, version } = await look(workspace, target);
  const place = await openPlace(workspace, target, locale);
  const hangUp = (): void => [place.administrator, place.builder].forEach((session) => session.hangUp());
  signal.addEventListener("abort", hangUp, { once: true });
  const drop = async (): Promise<void> => {
    signal.removeEventListener("abort", hangUp);
    await place.drop();
  };
  try {
    const made = await build(place, objects, signal);
    const there = await inTargetTransaction(place.builder, "read", () => readObjects(place.builder));
    const missing = lackingIn(place, { ...made, objects, there, version });
    const { connection, end } = await handedOut(place, signal);
    return {
      connection,
      completeness: missing.length === 0 ? "full" : "partial",
      missing,
      objects: there,
      url: place.url,
      administrator: place.ownsServer ? place.administrator : undefined,
      drop: () => end().then(drop),
    };
  } catch (error) {
    await drop();
    signal.throwIfAborted();
    throw error;
  }
}

interface Look {
  readonly locale: Locale;
  /** `180004` for 18.4. */
  readonly version: number;
}

/** What the objects do not say of the database they are in. */
async function look(workspace: Workspace, target: EnumTarget): Promise<Look> {
  return withTarget(workspace, target, "read", (connection) =>
    inTargetTransaction(connection, "read", async () => {
      // What the target has under PostgreSQL's own names is not called.
      await connection.query("SET LOCAL search_path = ''");
      const { rows } = await connection.query<Locale>(readSql("enums/clone/locale.sql"));
      const [locale = { encoding: "UTF8", provider: "c", collate: "C", ctype: "C", locale: null }] = rows;
      return { locale, version: connection.serverVersion };
    }),
  );
}

function openPlace(workspace: Workspace, { name, scratch }: EnumTarget, locale: Locale): Promise<ClonePlace> {
  return scratch === undefined
    ? openOwnPlace(workspace, locale)
    : openScratchPlace(workspace, { scratch, target: name, locale });
}

interface Outcome extends Awaited<ReturnType<typeof build>> {
  readonly objects: readonly CatalogueObject[];
  readonly there: readonly CatalogueObject[];
  readonly version: number;
}

function lackingIn(
  { builder }: ClonePlace,
  { objects, there, version, lacking, absent }: Outcome,
): readonly MissingObject[] {
  const majors = [version, builder.serverVersion].map((each) => Math.floor(each / 10_000));
  const other: MissingObject[] =
    majors[0] === majors[1]
      ? []
      : [{ sort: "server", identity: `PostgreSQL ${majors[0]}`, why: `the clone is on PostgreSQL ${majors[1]}` }];
  if (digestOf(there) === digestOf(objects)) return [...other, ...lacking];
  const gone = new Set(absent);
  const rest = objects.filter((object) => !gone.has(object));
  return [...other, ...lacking, ...differences(rest, there, lacking)];
}

/** A session without what was set to make things. */
async function handedOut(
  place: ClonePlace,
  signal: AbortSignal,
): Promise<{ readonly connection: Connection; end(): Promise<void> }> {
  const connection = await place.connect();
  const hangUp = (): void => connection.hangUp();
  signal.addEventListener("abort", hangUp, { once: true });
  return {
    connection,
    end: async () => {
      signal.removeEventListener("abort", hangUp);
      await connection.end();
    },
  };
}
