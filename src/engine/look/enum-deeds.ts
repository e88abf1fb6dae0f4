import type { Address } from "../../model/address.ts";
import { type Answer, answer } from "../../model/answer.ts";
import { enumAddress } from "../../model/enum-name.ts";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import type { DeedCount, EnumDeedsOutput, ListedDeed } from "../../model/output/enum-deeds.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { readSql } from "../../system/package-file.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";

/** Which deeds are meant; undefined asks for any. */
export interface EnumDeedsRequest {
  /** An enum's name, as its document has it. */
  readonly name?: string | undefined;
  /** A database, by its name in v7.yaml. */
  readonly target?: string | undefined;
}

interface DeedRow extends Omit<ListedDeed, "accepted" | "proof" | "counts"> {
  readonly address: Address;
  readonly detail: JsonObject;
}

/** What was done to enums, as v7 remembers it: no target is asked. */
export async function listEnumDeeds(
  workspace: Workspace,
  { name, target }: EnumDeedsRequest = {},
): Promise<Answer<EnumDeedsOutput>> {
  const values = [name === undefined ? null : enumAddress(name), target ?? null];
  const { rows } = await withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, () =>
      connection.query<DeedRow>(readSql("engine/look/enum-deeds.sql"), values),
    ),
  );
  return answer({ deeds: rows.map(listed) });
}

function listed({ detail, ...deed }: DeedRow): ListedDeed {
  const proof = isJsonObject(detail["proof"] ?? null) ? (detail["proof"] as JsonObject) : {};
  const of = proof["of"];
  return {
    ...deed,
    accepted: listOf(detail["accepted"]).map(String),
    proof: of === "rows" || of === "catalogue" ? of : null,
    counts: listOf(proof["counts"] ?? detail["counts"]).flatMap(countOf),
  };
}

/** A validation says `value` and `rows`, a deed `label` and `count`. */
function countOf(json: Json): DeedCount[] {
  if (!isJsonObject(json)) return [];
  const value = json["label"] ?? json["value"] ?? null;
  const told = typeof value === "string" ? value : null;
  return [{ column: String(json["column"]), value: told, rows: Number(json["count"] ?? json["rows"]) }];
}

function listOf(json: Json | undefined): readonly Json[] {
  return Array.isArray(json) ? json : [];
}
