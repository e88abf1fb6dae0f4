import { type Answer, answer } from "../../model/answer.ts";
import { enumNameText, usualSchema } from "../../model/enum-name.ts";
import type { EnumScanOutput, EnumUse, ScannedEnum, Surrounding, Unseen } from "../../model/output/enum-scan.ts";
import type { Connection } from "../../postgres/connection.ts";
import { describeDatabase } from "../../postgres/settings.ts";
import { readSql } from "../../system/package-file.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { type EnumTarget, inTargetTransaction, targetNamed, withTarget } from "../targets.ts";
import { buildersIn, type TextBody, usesInBodies } from "./bodies.ts";
import { type ColumnCount, countRows, type RowCounts } from "./count-rows.ts";
import { groupEnums } from "./groups.ts";
import { findOutsideWords } from "./outside-words.ts";
import { type CatalogueEnum, readEnums, type ReadEnums } from "./read-enums.ts";

export interface EnumScanRequest {
  /** A name under `targets` of v7.yaml. */
  readonly target: string;
  /** Only tables of at most so many rows are counted, as the server estimates them; undefined: all. */
  readonly largest?: number | undefined;
}

/**
 * Every enum of a target with its labels, all that uses it, how often each label is there, and which enums look like one. Reads in
 * transactions that cannot write. What this login cannot see is named, and keeps nobody from the rest.
 */
export async function scanEnums(workspace: Workspace, request: EnumScanRequest): Promise<Answer<EnumScanOutput>> {
  return answer(await scanTarget(workspace, targetNamed(workspace, request.target), request));
}

/** The same of a target that is known already. */
export async function scanTarget(
  workspace: Workspace,
  target: EnumTarget,
  { largest }: Pick<EnumScanRequest, "largest"> = {},
): Promise<EnumScanOutput> {
  return withTarget(workspace, target, "read", async (connection) => {
    const catalogue = await readCatalogue(connection, target.schema);
    const rows = await countRows(workspace, connection, { enums: catalogue.read.enums.map(({ oid }) => oid), largest });
    const named = catalogue.read.enums.map((one) => ({ ...one, name: nameOf(one, target), type: one.name }));
    const words = await findOutsideWords(connection, named, target.schema);
    const enums = scanned(catalogue, rows, target);
    return {
      target: target.name,
      database: describeDatabase(target.url),
      server_version: catalogue.version,
      schema: target.schema ?? null,
      enums,
      words: words.found,
      surroundings: catalogue.surroundings,
      unseen: [...rows.unseen, ...insideOthers(enums), ...words.unseen, ...builders(catalogue.bodies)],
      ...summed(enums),
    };
  });
}

interface Catalogue {
  readonly version: string;
  readonly read: ReadEnums;
  readonly bodies: readonly TextBody[];
  readonly surroundings: readonly Surrounding[];
}

/** One snapshot of the catalogue. */
async function readCatalogue(connection: Connection, schema: string | undefined): Promise<Catalogue> {
  return inTargetTransaction(connection, "read", async () => {
    await connection.query(readSql("enums/scan/search-path.sql"));
    const { rows: server } = await connection.query<{ version: string }>(readSql("enums/scan/server.sql"));
    const read = await readEnums(connection, schema);
    const { rows: bodies } = await connection.query<TextBody>(readSql("enums/scan/bodies.sql"));
    const { rows: surroundings } = await connection.query<Surrounding>(readSql("enums/scan/surroundings.sql"), [
      read.types,
    ]);
    return { version: server[0]?.version ?? "", read, bodies, surroundings };
  });
}

/** As an EnumPlan is named, without the target. */
function nameOf({ schema, name }: CatalogueEnum, target: EnumTarget): string {
  return enumNameText({ target: null, schema: schema === usualSchema(target) ? null : schema, type: name });
}

function scanned({ read, bodies }: Catalogue, { counts }: RowCounts, target: EnumTarget): readonly ScannedEnum[] {
  const used = read.enums.map((one) => ({ ...one, uses: read.uses.get(one.oid) ?? [] }));
  const inBodies = usesInBodies(used, bodies);
  return used.map((one) => {
    const uses = [...one.uses, ...(inBodies.get(one.oid) ?? [])];
    const own = counts.filter((count) => count.enum === one.oid);
    const scalars = own.filter(({ isArray }) => !isArray);
    const lists = own.filter(({ isArray }) => isArray);
    const columns = ownColumns(uses);
    const counted = new Set(own.map(({ table, column }) => JSON.stringify([table, column])));
    return {
      name: nameOf(one, target),
      schema: one.schema,
      type: one.name,
      sql_name: one.sql_name,
      owner: one.owner,
      extension: one.extension,
      comment: one.comment,
      grants: one.grants,
      values: one.labels.map((value) => ({
        value,
        rows: sumOf(scalars, ({ rows }) => rows.get(value) ?? 0),
        elements: sumOf(lists, ({ rows }) => rows.get(value) ?? 0),
      })),
      rows: sumOf(scalars, ({ rows }) => [...rows.values()].reduce((sum, count) => sum + count, 0)),
      nulls: sumOf(scalars, ({ nulls }) => nulls),
      is_counted: columns.every(({ table, column }) => counted.has(JSON.stringify([table, column]))),
      columns: columns.length,
      uses,
    };
  });
}

/** Columns that are no copies of a parent's: partitions are counted with what stands above them. */
function ownColumns(uses: readonly EnumUse[]): readonly EnumUse[] {
  return uses.filter(({ sort, note }) => (sort === "column" || sort === "foreign column") && note !== "inherited");
}

function sumOf(counts: readonly ColumnCount[], of: (count: ColumnCount) => number): number | null {
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + of(count), 0);
}

/** Labels within composites and ranges are no rows of a label. */
function insideOthers(enums: readonly ScannedEnum[]): Unseen[] {
  const inside = enums.flatMap(({ uses }) =>
    ownColumns(uses).filter(
      ({ via }) =>
        via !== null && !via.endsWith("[]") && !uses.some((use) => use.sort === "domain" && use.object === via),
    ),
  );
  return inside.map(({ object, via }) => ({
    object,
    because: `its labels stand inside ${via}, where they are not counted`,
  }));
}

function builders(bodies: readonly TextBody[]): Unseen[] {
  return buildersIn(bodies).map(({ object, language }) => ({
    object,
    because: `${language} that builds statements while it runs: what they name cannot be known`,
  }));
}

function summed(enums: readonly ScannedEnum[]): Pick<EnumScanOutput, "groups" | "totals"> {
  const byName = new Map(enums.map((one) => [one.name, one]));
  const groups = groupEnums(
    enums
      .filter(({ extension }) => extension === null)
      .map(({ name, type, values }) => ({ name, type, labels: values.map(({ value }) => value) })),
  ).map(({ number, members, why, missing, alike }) => {
    const own = members.flatMap((name) => byName.get(name) ?? []);
    const counted = own.flatMap(({ rows }) => rows ?? []);
    return {
      number,
      enums: members,
      why,
      missing: missing.map(({ name, labels }) => ({ enum: name, values: labels })),
      alike,
      columns: own.reduce((sum, { columns }) => sum + columns, 0),
      rows: counted.length === 0 ? null : counted.reduce((sum, rows) => sum + rows, 0),
    };
  });
  return { groups, totals: totalsOf(enums, groups) };
}

function totalsOf(enums: readonly ScannedEnum[], groups: EnumScanOutput["groups"]): EnumScanOutput["totals"] {
  const different = (...sorts: readonly string[]): number =>
    new Set(enums.flatMap(({ uses }) => uses.filter(({ sort }) => sorts.includes(sort)).map(({ object }) => object)))
      .size;
  return {
    enums: enums.length,
    columns: new Set(enums.flatMap(({ uses }) => ownColumns(uses).map(({ object }) => object))).size,
    groups: groups.length,
    duplicates: groups.reduce((sum, group) => sum + group.enums.length, 0),
    views: different("view", "materialized view"),
    functions: different("function", "function body", "function text", "procedure", "aggregate"),
    defaults: different("default"),
  };
}
