import { stepsOf } from "../../model/address.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import { factPrefixes } from "../../model/machine.ts";
import type { KnownCheck, KnownMachine, MachineSnapshot } from "../../model/output/node-snapshot.ts";
import type { Fields } from "../../model/resource.ts";
import type { LiveResource, World } from "../../model/world.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import { readLatestFacts } from "../facts.ts";

/** What is known of machines now, within a running transaction: their rows, the latest facts, the latest result of each declared check. */
export async function readKnownMachines(
  connection: Connection,
  world: World,
  nodes: readonly LiveResource[],
): Promise<KnownMachine[]> {
  const names = nodes.map(({ name }) => name);
  const facts = Map.groupBy(await readLatestFacts(connection, names.length === 1 ? names[0] : undefined), factNode);
  const { rows } = await connection.query<CheckRow>(readSql("nodes/checks-latest.sql"), [names]);
  const results = Map.groupBy(rows, ({ node }) => node);
  return nodes.map((node) => {
    const known = facts.get(node.name) ?? [];
    return {
      node: node.name,
      spec: specOf(world, node, new Set(known.map(({ fact }) => fact))),
      facts: Object.fromEntries(
        known.map(({ fact, value, source, observed_at }) => [fact, { value, source, observed_at }]),
      ),
      checks: checksOf(node.fields, results.get(node.name) ?? []),
    };
  });
}

function factNode({ node }: { readonly node: string }): string {
  return node;
}

interface CheckRow extends Omit<KnownCheck, "outcome"> {
  readonly node: string;
  readonly status: string;
  readonly is_over: boolean;
}

/** What passed counts as long as it is good; a check that nobody has made was skipped. */
function checksOf(fields: Fields, results: readonly CheckRow[]): KnownCheck[] {
  const declared = Array.isArray(fields["checks"]) ? fields["checks"].filter((one: Json) => isJsonObject(one)) : [];
  return declared.map((check): KnownCheck => {
    const name = String(check["name"]);
    const result = results.find((one) => one.name === name);
    if (result === undefined) return { ...neverMade, name, expected: check["expect"] ?? null };
    const { expected, found, detail, verified_at, valid_until, status, is_over } = result;
    const known = { name, expected, found, detail, verified_at, valid_until };
    if (status === "verified" && is_over)
      return { ...known, outcome: "unknown", detail: "it passed, and its time is over" };
    return {
      ...known,
      outcome: status === "verified" ? "passed" : (outcomes.find((one) => one === status) ?? "unknown"),
    };
  });
}

const outcomes = ["failed", "unknown", "skipped"] as const;

const neverMade = {
  outcome: "skipped",
  found: null,
  detail: "nobody has made it",
  verified_at: null,
  valid_until: null,
} as const;

/** The row as its document would say it. A service that was only seen is no expectation: it is among the facts. */
function specOf(world: World, node: LiveResource, facts: ReadonlySet<string>): KnownMachine["spec"] {
  const isExpected = ({ address, name }: LiveResource): boolean =>
    world.applied.has(address) || !facts.has(factPrefixes.service + name);
  const [interfaces, services] = [
    partsOf(world, node, "NodeInterface").map(({ name, fields }) => ({ ipAddress: name, ...stated(fields) })),
    partsOf(world, node, "NodeService")
      .filter(isExpected)
      .map(({ name, fields }) => ({ name, ...stated(fields) })),
  ];
  return {
    ...stated(node.fields),
    ...(interfaces.length === 0 ? {} : { interfaces }),
    ...(services.length === 0 ? {} : { services }),
  };
}

function partsOf(world: World, node: LiveResource, part: string): LiveResource[] {
  return [...world.live.values()]
    .filter(({ kind, address }) => kind === part && stepsOf(address)[1] === node.name)
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

/** What v7 keeps of a resource for itself, its labels and its protection, is no part of it. */
function stated(fields: Fields): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([field, value]) => value !== null && !field.startsWith("metadata.") && !(isJsonObject(value) && isEmpty(value)),
    ),
  );
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}

/** How many checks came out how, and what that makes of the whole: unknown and skipped make it a part, and so does that there is none. */
export function standingOf(
  machines: readonly KnownMachine[],
): Pick<MachineSnapshot, "status" | "passed" | "failed" | "unknown" | "skipped"> {
  const checks = machines.flatMap((machine) => machine.checks);
  const count = (outcome: KnownCheck["outcome"]): number => checks.filter((one) => one.outcome === outcome).length;
  const counts = {
    passed: count("passed"),
    failed: count("failed"),
    unknown: count("unknown"),
    skipped: count("skipped"),
  };
  const isWhole = counts.passed > 0 && counts.unknown + counts.skipped === 0;
  return { status: counts.failed > 0 ? "failed" : isWhole ? "verified" : "partial", ...counts };
}
