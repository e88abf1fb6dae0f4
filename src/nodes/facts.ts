import { readObservation } from "../documents/observations.ts";
import { type Answer, answer } from "../model/answer.ts";
import { Failure } from "../model/failure.ts";
import { isJsonObject, type JsonObject, parseJson } from "../model/json.ts";
import { type Fact, factPrefixes, type Observation } from "../model/machine.ts";
import type { LoadedFacts, NodeFactsLoadedOutput } from "../model/output/node-facts-loaded.ts";
import type { KnownFact, NodeFactsOutput } from "../model/output/node-facts.ts";
import { readSql } from "../system/package-file.ts";
import { canonicalTimestamp } from "../model/values.ts";
import type { Connection } from "../postgres/connection.ts";
import { codeOfError } from "../model/error-code.ts";
import { inTransaction } from "../postgres/transaction.ts";
import { explainRefusal } from "../postgres/refused-statement.ts";
import { withConnection, type Workspace } from "../workspace/workspace.ts";
import { bestEnd } from "./postgresql/best-end.ts";

export interface LoadRequest {
  /** The file of observations, as typed. */
  readonly path: string;
  /** When it was observed: ISO 8601 with a zone. */
  readonly observedAt: string;
  /** Whose observations the file must hold; absent: the file says. */
  readonly node?: string | undefined;
}

/**
 * Records what a file attests about one machine, and brings the observed rows to the latest that is known of it: all
 * of it or nothing. Throws Failures: a file that is wrong, a time without a zone or still to come, a node that no row has.
 */
export async function loadFacts(workspace: Workspace, request: LoadRequest): Promise<Answer<NodeFactsLoadedOutput>> {
  const observedAt = readInstant(request.observedAt, workspace.now());
  const loaded = await recordAt(workspace, attested(workspace, request), observedAt);
  return answer({ database: workspace.database.describe("write"), loaded });
}

/** Records what v7 itself saw of one machine, as an observation that people made is recorded. */
export function recordObservation(workspace: Workspace, observation: Observation, seenAt: Date): Promise<LoadedFacts> {
  return recordAt(workspace, observation, canonicalTimestamp(seenAt.toISOString()));
}

async function recordAt(workspace: Workspace, seen: Observation, observedAt: string): Promise<LoadedFacts> {
  const observation = withoutSecrets(workspace, seen);
  return withConnection(workspace, "write", async (connection) => {
    const writing = inTransaction(connection, { mode: "write" }, () => load(connection, observation, observedAt));
    return writing.catch(async (error: unknown) => {
      if (codeOfError(error) === "55P03") throw heldUp(error);
      throw await explainRefusal(workspace.kinds, connection, error);
    });
  });
}

async function load(connection: Connection, observation: Observation, observedAt: string): Promise<LoadedFacts> {
  await connection.query(readSql("nodes/lock.sql"));
  const nodeId = await lockNodes(connection, observation);
  const counts = await record(connection, observation, observedAt);
  await showLatest(connection, nodeId, observation.node);
  const { node, source } = observation;
  return { node, source, observed_at: observedAt, ...counts };
}

function heldUp(cause: unknown): Failure {
  return new Failure("V7-P026", "another session, probably an apply, writes these rows; nothing recorded", {
    cause,
    next: ["v7 status shows who holds the apply lock", "run it again when that has finished"],
  });
}

export interface FactsRequest {
  /** A node's name; absent: every node. */
  readonly node?: string | undefined;
}

/** The latest that is known of each thing, by node and name. */
export async function listFacts(workspace: Workspace, { node }: FactsRequest): Promise<Answer<NodeFactsOutput>> {
  const facts = await withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, async () => {
      if (node !== undefined) requireKnown([node], await knownNodes(connection));
      return readLatestFacts(connection, node);
    }),
  );
  return answer({ database: workspace.database.describe(), facts });
}

/** The same within a running transaction. */
export async function readLatestFacts(connection: Connection, node?: string): Promise<KnownFact[]> {
  return (await connection.query<KnownFact>(readSql("nodes/latest.sql"), [node ?? null])).rows;
}

/** An instant is stated or it is not: without a zone nobody knows which one is meant. */
function readInstant(text: string, now: Date): string {
  const instant = canonicalTimestamp(text);
  if (!hasZone(text) || !instant.endsWith("Z") || Number.isNaN(Date.parse(instant))) {
    throw new Failure("V7-M003", `--observed-at ${text} does not state an instant`, {
      next: ["write date, time and zone: --observed-at 2025-10-09T16:10:00+04:00"],
    });
  }
  if (Date.parse(instant) > now.getTime() + toleratedMs) {
    throw new Failure("V7-M003", `--observed-at ${text} is still to come`, {
      next: ["correct the time, or the clock that is wrong"],
    });
  }
  return instant;
}

/** Clocks of two machines differ a little. */
const toleratedMs = 300_000;

function hasZone(text: string): boolean {
  return /\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d(?::?\d\d)?)$/.test(text);
}

function attested({ redactor }: Workspace, { path, node }: LoadRequest): Observation {
  const { observation, findings } = readObservation(path, redactor.find);
  if (observation === undefined) {
    throw new Failure("V7-M002", `${path} is no file of observations`, { findings, next: ["v7 explain V7-M002"] });
  }
  if (node !== undefined && node !== observation.node) {
    throw new Failure("V7-M004", `${path} holds observations of ${observation.node}, not of ${node}`, {
      next: [`v7 node facts ${observation.node} --from ${path}`],
    });
  }
  return observation;
}

/** What people saw may hold what nobody should have written down. */
function withoutSecrets({ redactor }: Workspace, { node, source, facts }: Observation): Observation {
  return {
    node,
    source: redactor.text(source),
    facts: facts.map(({ fact, value }) => ({
      fact: redactor.text(fact),
      value: parseJson(redactor.json(value)),
    })),
  };
}

/** The id of the observed node. All nodes the observation names must have a row. */
async function lockNodes(connection: Connection, { node, facts }: Observation): Promise<number> {
  const named = facts.flatMap(({ value }) => (isJsonObject(value) ? [value["primaryNode"], value["replicaNode"]] : []));
  const names = [...new Set([node, ...named.filter((name) => typeof name === "string")])];
  const { rows } = await connection.query<{ id: number; node_name: string }>(readSql("nodes/nodes.sql"), [names]);
  const missing = names.filter((name) => !rows.some((row) => row.node_name === name));
  if (missing.length > 0) requireKnown(names, await knownNodes(connection));
  return rows.find((row) => row.node_name === node)?.id ?? 0;
}

/** The names of nodes that have a row; within a running transaction. */
export async function knownNodes(connection: Connection): Promise<string[]> {
  const { rows } = await connection.query<{ node_name: string }>(readSql("nodes/known-nodes.sql"));
  return rows.map((row) => row.node_name);
}

function requireKnown(names: readonly string[], known: readonly string[]): void {
  const missing = names.find((name) => !known.includes(name));
  if (missing !== undefined) throw unknownNode(missing, known);
}

/** V7-M001, with the nodes that there are. */
export function unknownNode(missing: string, known: readonly string[]): Failure {
  const others = known.length === 0 ? "it has none" : `it has ${known.join(", ")}`;
  return new Failure("V7-M001", `no node ${missing} in the database; ${others}`, {
    next: ["v7 node list", `declare ${missing} and apply that, or correct the name`],
  });
}

async function record(
  connection: Connection,
  { node, source, facts }: Observation,
  observedAt: string,
): Promise<Pick<LoadedFacts, "recorded" | "unchanged" | "older">> {
  const { rows } = await connection.query<{ recorded: number; loaded: number; older: number }>(
    readSql("nodes/record.sql"),
    [node, source, observedAt, JSON.stringify(facts)],
  );
  const { recorded = 0, loaded = 0, older = 0 } = rows[0] ?? {};
  return { recorded, unchanged: loaded - recorded, older };
}

/** The rows follow from the facts, so that it does not matter in which order observations are loaded. */
async function showLatest(connection: Connection, nodeId: number, node: string): Promise<void> {
  const here = await readLatestFacts(connection, node);
  const steps = [
    {
      facts: namedRows(here, factPrefixes.software),
      statements: [
        readSql("nodes/software-supersede.sql"),
        readSql("nodes/software-complete.sql"),
        readSql("nodes/software-add.sql"),
      ],
    },
    {
      facts: namedRows(here, factPrefixes.setting),
      statements: [
        readSql("nodes/settings-supersede.sql"),
        readSql("nodes/settings-restarted.sql"),
        readSql("nodes/settings-complete.sql"),
        readSql("nodes/settings-add.sql"),
      ],
    },
    {
      facts: namedRows(here, factPrefixes.service).map(withInstant),
      statements: [readSql("nodes/services-update.sql"), readSql("nodes/services-add.sql")],
    },
  ];
  for (const { facts, statements } of steps) {
    for (const statement of statements) await connection.query(statement, [nodeId, JSON.stringify(facts)]);
  }
  // Only what was seen of a slot can move it, and from its other end it was seen too.
  if (namedRows(here, factPrefixes.replication).length === 0) return;
  const slots = JSON.stringify(latestSlots(await readLatestFacts(connection)));
  await connection.query(readSql("nodes/replication-update.sql"), [slots]);
  await connection.query(readSql("nodes/replication-add.sql"), [slots]);
}

/** `{name, observed_at}` and what was seen, of the facts with that prefix. */
function namedRows(facts: readonly KnownFact[], prefix: string): JsonObject[] {
  return facts
    .filter(({ fact }) => fact.startsWith(prefix))
    .map(({ fact, value, observed_at }) => ({ ...asObject(value), name: fact.slice(prefix.length), observed_at }));
}

function asObject(value: Fact["value"]): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** A time without a zone stays in the fact as it was read; the column holds instants. */
function withInstant({ startedAt = null, ...service }: JsonObject): JsonObject {
  const isInstant = typeof startedAt === "string" && hasZone(startedAt);
  return { ...service, startedAt: isInstant ? canonicalTimestamp(startedAt) : null };
}

/** A slot is seen from both of its nodes. */
function latestSlots(facts: readonly KnownFact[]): JsonObject[] {
  const slots = namedRows(facts, factPrefixes.replication).map(({ name = null, ...slot }) => ({ ...slot, slot: name }));
  return [...Map.groupBy(slots, ({ slot }) => slot).values()].flatMap((ends): readonly JsonObject[] => bestEnd(ends));
}
