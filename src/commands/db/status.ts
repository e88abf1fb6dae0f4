import * as Flags from "@oclif/core/flags";
import { type DatabaseStatus, databaseStatus } from "../../engine/database/database.ts";
import { guestTableRows } from "../../model/guest.ts";
import { exitCodes } from "../../model/codes/exits.ts";
import { hasErrors } from "../../model/finding.ts";
import { adoptionSummary } from "../../render/adoption.ts";
import { escapeControls } from "../../render/type/escape.ts";
import { findingLine } from "../../render/findings/findings.ts";
import { findingRows } from "../../model/finding.ts";
import { alignRows } from "../../render/type/table.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class DbStatus extends V7Command {
  static override summary = "Show the database and its schema; starts and changes nothing";
  static override examples = ["v7 db status", "v7 db status --verify"];
  static override flags = {
    verify: Flags.boolean({ description: "Compare the schema with what the migrations make; exit 1 when it differs." }),
  };

  protected override async execute(): Promise<CommandResult> {
    const { flags } = await this.parse(DbStatus);
    const status = await databaseStatus(await this.workspace(flags), { verify: flags.verify });
    return {
      output: statusKeys(status),
      text: statusText(status, flags.verify),
      exitCode: hasErrors(status.findings) ? exitCodes.error : exitCodes.ok,
    };
  }
}

function statusKeys({ description, origin, running, schema, embedded, adoptions, findings }: DatabaseStatus): object {
  return {
    running,
    database: description,
    origin,
    current: schema?.current ?? null,
    latest: schema?.latest ?? null,
    pid: embedded?.pid ?? null,
    data_directory: embedded?.dataDirectory ?? null,
    adoptions: guestTableRows(adoptions),
    findings: findingRows(findings),
  };
}

function statusText(status: DatabaseStatus, verified: boolean): string {
  const { description, origin, schema, embedded, adoptions, findings } = status;
  const rows = [
    ["Database", escapeControls(description)],
    ["Chosen by", origin === "embedded" ? "nobody: the embedded server" : origin],
    ["Server", serverText(status)],
    ...(schema === null ? [] : [["Schema", schemaText(schema)]]),
    ...(adoptions.length === 0 ? [] : [["Adopted", adoptionSummary(adoptions)]]),
    ...(embedded === null ? [] : [["Data", escapeControls(embedded.dataDirectory)]]),
  ];
  const verdict =
    verified && schema !== null && findings.length === 0 ? ["The schema is as its migrations make it."] : [];
  return [...alignRows(rows), ...findings.map(findingLine), ...verdict].join("\n");
}

function serverText({ running, embedded }: DatabaseStatus): string {
  if (!running) return "stopped; v7 db up starts it";
  return embedded?.pid === undefined ? "answers" : `running, process ${embedded.pid}`;
}

function schemaText({ current, latest }: { readonly current: number; readonly latest: number }): string {
  if (current === latest) return `${current}, up to date`;
  return `${current === 0 ? "none" : current}, this v7 needs ${latest}: v7 db migrate`;
}
