/** A right on a relation, or on one of its columns. */
export interface Right {
  /** `SELECT`, `INSERT`, `UPDATE`, `DELETE`. */
  readonly privilege: string;
  /** Unquoted; undefined: the right is on the database. */
  readonly relation: string | undefined;
  /** Unquoted; undefined: the right is on the whole relation. */
  readonly column: string | undefined;
}

/**
 * The rights on tables, and on the database, that a script of `v7 db grants` leaves a role with. Read from the script itself, so that what is
 * checked is what is printed.
 */
export function rightsOf(script: string, role: string): Right[] {
  const rights = new Map<string, Right>();
  for (const [, verb, words = "", relations = "", roles = ""] of script.matchAll(statement)) {
    if (!namesIn(roles).includes(role)) continue;
    for (const right of rightsIn(words, namesIn(relations).map(relationIn))) {
      const key = JSON.stringify([right.privilege, right.relation ?? null, right.column ?? null]);
      if (verb === "GRANT") rights.set(key, right);
      else rights.delete(key);
    }
  }
  return [...rights.values()];
}

/** Functions, schemas and sequences have their keyword before the name; membership has no ON. */
const statement =
  /^(GRANT|REVOKE) ([^;]*?)\s+ON (?!FUNCTION|SCHEMA|SEQUENCE|DATABASE)([^;]*?)\s+(?:TO|FROM) ([^;]*);/gm;

function rightsIn(words: string, relations: readonly (string | undefined)[]): Right[] {
  const privileges = [...words.matchAll(/([A-Z]+)(?:\s*\(([^)]*)\))?/g)];
  return privileges.flatMap(([, privilege = "", columns]) =>
    relations.flatMap((relation): Right[] =>
      columns === undefined
        ? [{ privilege, relation, column: undefined }]
        : namesIn(columns).map((column) => ({ privilege, relation, column: unquoted(column) })),
    ),
  );
}

function namesIn(list: string): string[] {
  return list.split(",").map((name) => name.trim());
}

function relationIn(name: string): string | undefined {
  return name.startsWith("DATABASE ") ? undefined : unquoted(name);
}

function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}
