import type { DbMigrateOutput } from "../model/output/db-migrate.ts";
import type { DbResetOutput } from "../model/output/db-reset.ts";
import type { DbSqlOutput } from "../model/output/db-sql.ts";
import type { DbStatusOutput } from "../model/output/db-status.ts";
import type { DbUpOutput } from "../model/output/db-up.ts";
import { isJsonNumber, type Json } from "../model/json.ts";
import type { Listing } from "./type/listing.ts";
import { adoptionLines, adoptionSummary } from "./adoption.ts";
import { paintedFinding } from "./findings/findings.ts";
import { escapeControls } from "./type/escape.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { labelLines, listLines, tableLines } from "./type/table.ts";
import { counted, grouped } from "./type/counts.ts";

/** The database, and whether it had to be started. */
export function renderStarted({ database, current, started }: DbUpOutput): string {
  return `Database: ${escapeControls(database)}, schema ${current}, ${started ? "started" : "up already"}.`;
}

/** Which database it is, how it stands, and what is wrong with it. */
export function renderDatabaseStatus(output: DbStatusOutput, screen: Screen = plainScreen): string {
  const { database, origin, adoptions, data_directory: data, findings } = output;
  const schema = schemaText(output);
  const rows = [
    ["Database", escapeControls(database)],
    ["Chosen by", origin === "embedded" ? "nobody: the embedded server" : origin],
    ["Server", serverText(output)],
    ...(schema === undefined ? [] : [["Schema", schema]]),
    ...(adoptions.length === 0 ? [] : [["Adopted", adoptionSummary(adoptions)]]),
    ...(data === null ? [] : [["Data", escapeControls(data)]]),
  ];
  return [
    ...labelLines(rows, screen),
    ...findings.map((finding) => paintedFinding(finding, screen)),
    ...verdict(output),
  ].join("\n");
}

/** What was migrated or waits. A refusal is told beside this, and names the next command itself. */
export function renderMigration(output: DbMigrateOutput, { refused }: { readonly refused: boolean }): string {
  const next = output.pending.length > 0 && !refused ? ["Next: v7 db migrate --approved"] : [];
  return [`Database: ${escapeControls(output.database)}`, ...migrationLines(output), ...next].join("\n");
}

/** What goes with a database, for somebody who is to say yes to that. */
export function renderLost({ database, lost }: DbResetOutput, screen: Screen = plainScreen): string {
  const head = `Database: ${escapeControls(database)}`;
  if (lost === null) return `${head}\nWhat is in it cannot be read.`;
  if (lost.length === 0) return `${head}\nIt is empty.`;
  const most = lost.slice(0, shownTables).map(({ name, rows }) => [grouped(rows), escapeControls(name)]);
  const rest = lost.length > shownTables ? [`and ${counted(lost.length - shownTables, "more table")}`] : [];
  const lines = [...listLines(most, screen), ...rest].map((line) => `  ${line}`);
  return [head, "Rows that go with it:", ...lines, "The documents stay. To keep the rest: v7 db export -o FILE"].join(
    "\n",
  );
}

/** As many as a screen shows beside a question. */
const shownTables = 8;

/** The same, and that it was done. */
export function renderReset(output: DbResetOutput): string {
  if (!output.reset) return renderLost(output);
  return [`Database: ${escapeControls(output.database)}`, `Made anew, schema ${output.current}. Next: v7 plan`].join(
    "\n",
  );
}

/** Rows as a table, and how many there are. */
export function renderQuery({ columns, rows, truncated }: DbSqlOutput, screen: Screen = plainScreen): Listing {
  const cells = rows.map((row) => columns.map((column) => cellText(row[column])));
  const isNumber = (column: string): boolean =>
    rows.some((row) => row[column] !== null) && rows.every((row) => row[column] === null || isJsonNumber(row[column]));
  const titles = columns.map((column) => ({
    title: escapeControls(column),
    align: isNumber(column) ? ("right" as const) : undefined,
    always: true,
  }));
  const count = truncated
    ? `The first ${counted(rows.length, "row")}; there are more.`
    : `${counted(rows.length, "row")}.`;
  return { data: tableLines(titles, cells, screen).join("\n"), hint: count };
}

function serverText({ running, pid }: DbStatusOutput): string {
  if (!running) return "stopped; v7 db up starts it";
  return pid === null ? "answers" : `running, process ${pid}`;
}

function schemaText({ current, latest }: DbStatusOutput): string | undefined {
  if (current === null) return undefined;
  if (current === latest) return `${current}, up to date`;
  return `${current === 0 ? "none" : current}, this v7 needs ${latest}: v7 db migrate`;
}

function verdict({ verified, findings }: DbStatusOutput): string[] {
  return verified && findings.length === 0 ? ["The schema is as its migrations make it."] : [];
}

function migrationLines({ from, to, pending, applied, adoptions }: DbMigrateOutput): string[] {
  const listed = (names: readonly string[], summary: string): string[] => [
    ...names.map((name) => `+ ${escapeControls(name)}`),
    ...adoptionLines(adoptions),
    summary,
  ];
  if (pending.length > 0) return listed(pending, `Pending: ${pending.length}.`);
  if (applied.length === 0) return [`Schema ${to} is up to date.`];
  return listed(applied, `Migrated: schema ${from} → ${to}.`);
}

/** Values whole: whoever writes SQL wants the data. */
function cellText(value: Json | undefined): string {
  if (value === null || value === undefined) return "–";
  return escapeControls(typeof value === "string" ? value : JSON.stringify(value));
}
