import { Failure } from "../../model/failure.ts";
import type { Dependent, EnumColumn, Survey } from "./survey.ts";

/** Why an enum cannot be exchanged, and for what object. */
export interface Obstacle {
  readonly identity: string;
  readonly why: string;
}

/** What goes before columns change their type, and comes back after it. */
export interface Rebuild {
  /** In the order in which they can be made again. */
  readonly objects: readonly Dependent[];
  /** Defaults of columns, those of the enum's own included. */
  readonly defaults: readonly Dependent[];
  readonly obstacles: readonly Obstacle[];
}

/** What stands in the way of an exchange of types, and what has to be made again for it. */
export function rebuildFor({ columns, dependents }: Survey): Rebuild {
  const treated = dependents.map((dependent) => ({ dependent, treatment: treatmentOf(dependent) }));
  const objects = treated.flatMap(({ dependent, treatment }) => (treatment === "rebuilt" ? [dependent] : []));
  return {
    objects: inOrder(objects),
    defaults: treated.flatMap(({ dependent, treatment }) => (treatment === "default" ? [dependent] : [])),
    obstacles: [
      ...columns.flatMap(obstacleOfColumn),
      ...treated.flatMap(({ dependent, treatment }) =>
        typeof treatment === "object" ? [{ identity: dependent.identity, why: treatment.obstacle }] : [],
      ),
    ],
  };
}

/** Throws V7-E055 that names what stands in the way. */
export function refuseObstacles(address: string, obstacles: readonly Obstacle[]): void {
  if (obstacles.length === 0) return;
  const named = obstacles.map(({ identity, why }) => `${identity} ${why}`);
  throw new Failure("V7-E055", `${address} cannot become another type: ${named.join("; ")}`, {
    next: [
      "change those objects by hand first, or plan a change that keeps each value and their order: that needs no other type",
    ],
  });
}

type Treatment = "rebuilt" | "default" | "kept" | { readonly obstacle: string };

const rebuiltSorts: ReadonlySet<string> = new Set([
  "view",
  "materialized view",
  "rule",
  "policy",
  "trigger",
  "statistics object",
  "function",
  "procedure",
  "aggregate",
  "cast",
  "publication relation",
]);

/** PostgreSQL makes plain indexes and keys anew by itself; whatever names a label or shows its type is made anew by the script. */
function treatmentOf({
  sort,
  constraint,
  isAnothers,
  hasExpression,
  needs,
  isGenerated,
  tableKind,
}: Dependent): Treatment {
  if (isGenerated) return { obstacle: "is generated from it" };
  if (isAnothers || sort === "toast table") return "kept";
  if (sort === "default value") {
    return tableKind === "v" ? "kept" : "default";
  }
  if (sort === "index") return hasExpression || needs.length > 0 ? "rebuilt" : "kept";
  if (sort === "table constraint") {
    return constraint === "c" || constraint === "f" || hasExpression ? "rebuilt" : "kept";
  }
  if (rebuiltSorts.has(sort)) return "rebuilt";
  return { obstacle: `is a ${sort} over it` };
}

/** A rename of values hinders only what lies elsewhere in the old words. */
export function obstaclesInPlace({ columns }: Survey): readonly Obstacle[] {
  return columns.filter(({ kind }) => kind === "f").flatMap(obstacleOfColumn);
}

function obstacleOfColumn(held: EnumColumn): Obstacle[] {
  const { table, column, kind, isPartitionKey, isGenerated, isTyped, isTemporary } = held;
  const why = isTemporary
    ? "belongs to a temporary table of another session"
    : kind === "c"
      ? "is an attribute of a composite type"
      : kind === "f"
        ? "belongs to a foreign table, whose rows keep the old words"
        : isPartitionKey
          ? "is part of a partition key"
          : isGenerated
            ? "is generated"
            : isTyped
              ? "belongs to a typed table"
              : undefined;
  return why === undefined ? [] : [{ identity: `${table.schema}.${table.name}.${column}`, why }];
}

/** What others need comes before them; what needs each other cannot be, as nothing was made that way. */
function inOrder(objects: readonly Dependent[]): readonly Dependent[] {
  const left = new Map(objects.map((object) => [object.key, object]));
  const ordered: Dependent[] = [];
  const place = (object: Dependent): void => {
    if (!left.delete(object.key)) return;
    for (const need of object.needs) {
      const needed = left.get(need);
      if (needed !== undefined) place(needed);
    }
    ordered.push(object);
  };
  // A foreign key stands on a key that may be another object here, and is checked against all rows: it comes last.
  for (const object of objects.toSorted((one, other) => rankOf(one) - rankOf(other))) place(object);
  return ordered;
}

function rankOf({ sort, constraint }: Dependent): number {
  if (sort === "function" || sort === "procedure") return 0;
  return constraint === "f" ? 2 : 1;
}
