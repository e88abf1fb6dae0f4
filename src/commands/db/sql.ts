import * as Flags from "@oclif/core/flags";
import { readDatabase } from "../../engine/database/database.ts";
import { escapeControls } from "../../render/type/escape.ts";
import { counted } from "../../render/plan/plan-summary.ts";
import { alignRows } from "../../render/type/table.ts";
import { type CommandResult, V7Command } from "../base.ts";

type Answer = Awaited<ReturnType<typeof readDatabase>>;

export default class DbSql extends V7Command<Answer> {
  static override summary = "Run one statement that only reads";
  static override examples = ['v7 db sql -c "SELECT phase_number, status FROM v7_migration_workflow"'];
  static override flags = {
    command: Flags.string({ char: "c", description: "The statement.", helpValue: "QUERY", required: true }),
  };

  protected override async execute(): Promise<CommandResult<Answer>> {
    const { flags } = await this.parse(DbSql);
    const answer = await readDatabase(await this.workspace(flags), flags.command);
    return { output: answer, text: () => answerText(answer) };
  }
}

function answerText({ columns, rows, truncated }: Answer): string {
  const cells = rows.map((row) => columns.map((column) => cellText(row[column])));
  const count = truncated
    ? `The first ${counted(rows.length, "row")}; there are more.`
    : `${counted(rows.length, "row")}.`;
  return [...alignRows([columns.map(escapeControls), ...cells]), count].join("\n");
}

/** Values whole: whoever writes SQL wants the data. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return "–";
  if (value instanceof Date) return value.toISOString();
  return escapeControls(typeof value === "string" ? value : JSON.stringify(value));
}
