import type { Connection } from "../../postgres/connection.ts";
import { qualifyName } from "../../postgres/quoting.ts";
import { readSql } from "../../system/package-file.ts";
import { type EnumChange, mergesOf } from "../enum-change.ts";
import { readEnum } from "../script/survey.ts";
import { inTargetTransaction } from "../targets.ts";
import { collidingRows, readKeys } from "./collisions.ts";

/**
 * A clone has a row of each label in each column: rows that a key tells apart by values which become one would hinder every merge there. They
 * are taken away; what the target's own rows do is counted on the target.
 */
export async function thinClone(clone: Connection, change: EnumChange): Promise<void> {
  if (mergesOf(change).length === 0) return;
  await inTargetTransaction(clone, "write", async () => {
    await clone.query(readSql("enums/clone/fill-session.sql"));
    const type = await readEnum(clone, change.from);
    for (const key of type === undefined ? [] : await readKeys(clone, type.oid)) {
      const table = qualifyName({ schema: key.schema, name: key.table });
      await clone.query(`DELETE FROM ${table} WHERE (tableoid, ctid) IN (${collidingRows(key, change)})`);
    }
  });
}
