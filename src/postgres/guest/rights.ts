import type { PlannedAdoption } from "./planned-adoption.ts";
import type { Surroundings, TableRights } from "./surroundings.ts";

/** Something this login may not do, and what lets it. */
export interface MissingRight {
  /** `CREATE on schema public`. */
  readonly right: string;
  /** What somebody else runs, and who. */
  readonly sql: string;
}

/** Everything a migration needs and this login lacks, all at once. `referenced` are adopted tables that new ones refer to. */
export function missingRights(
  here: Surroundings,
  adoptions: readonly PlannedAdoption[],
  referenced: readonly string[],
): MissingRight[] {
  const { roleName, schema, mayCreate, tables } = here;
  const create: MissingRight = {
    right: `CREATE on schema ${schema}`,
    sql: `GRANT CREATE ON SCHEMA ${schema} TO ${roleName};  -- by the schema's owner`,
  };
  return [
    ...(mayCreate ? [] : [create]),
    ...adoptions.flatMap((adoption) => {
      const rights = tables.find(({ name }) => name === adoption.table);
      return rights === undefined ? [] : rightsOnTable(adoption, rights, here, referenced.includes(adoption.table));
    }),
  ];
}

function rightsOnTable(
  { table, addedColumns, triggers, clauses }: PlannedAdoption,
  { owner, owned, missing, sequences }: TableRights,
  { roleName, schema }: Surroundings,
  isReferenced: boolean,
): MissingRight[] {
  const by = `-- by ${owner}`;
  const needed = missing.filter(
    (right) => (right !== "TRIGGER" || triggers.length > 0) && (right !== "REFERENCES" || isReferenced),
  );
  return [
    ...(clauses.length === 0 || owned
      ? []
      : [
          {
            right: `ownership of ${table}, to add ${addedColumns.join(", ")}`,
            sql: `ALTER TABLE ${schema}.${table} ${clauses.join(", ")};  ${by}`,
          },
        ]),
    ...(needed.length === 0
      ? []
      : [
          {
            right: `${needed.join(", ")} on ${table}`,
            sql: `GRANT ${needed.join(", ")} ON ${schema}.${table} TO ${roleName};  ${by}`,
          },
        ]),
    ...sequences.map((sequence) => ({
      right: `USAGE on sequence ${sequence}`,
      sql: `GRANT USAGE ON SEQUENCE ${schema}.${sequence} TO ${roleName};  ${by}`,
    })),
  ];
}
