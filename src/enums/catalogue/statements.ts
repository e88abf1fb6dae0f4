import { readSql } from "../../system/package-file.ts";

/** The statements that read the objects of a database, one a sort or a family; those that its version has. */
export function catalogueStatements(serverVersion: number): readonly string[] {
  return [
    readSql("enums/catalogue/schemas.sql"),
    readSql("enums/catalogue/extensions.sql"),
    readSql("enums/catalogue/settings.sql"),
    ...types(),
    ...relations(),
    ...routines(),
    ...searching(),
    readSql("enums/catalogue/foreign.sql"),
    readSql("enums/catalogue/publications.sql"),
    // Row filters, lists of columns and schemas came with 15.
    serverVersion >= 150_000 ? readSql("enums/catalogue/published.sql") : readSql("enums/catalogue/published-14.sql"),
    readSql("enums/catalogue/default-privileges.sql"),
    readSql("enums/catalogue/others.sql"),
  ];
}

function types(): string[] {
  return [
    readSql("enums/catalogue/enums.sql"),
    readSql("enums/catalogue/domains.sql"),
    readSql("enums/catalogue/composites.sql"),
    readSql("enums/catalogue/ranges.sql"),
  ];
}

function relations(): string[] {
  return [
    readSql("enums/catalogue/sequences.sql"),
    readSql("enums/catalogue/tables.sql"),
    readSql("enums/catalogue/columns.sql"),
    readSql("enums/catalogue/defaults.sql"),
    readSql("enums/catalogue/constraints.sql"),
    readSql("enums/catalogue/indexes.sql"),
    readSql("enums/catalogue/views.sql"),
    readSql("enums/catalogue/rules.sql"),
    readSql("enums/catalogue/triggers.sql"),
    readSql("enums/catalogue/policies.sql"),
    readSql("enums/catalogue/statistics.sql"),
  ];
}

function routines(): string[] {
  return [
    readSql("enums/catalogue/functions.sql"),
    readSql("enums/catalogue/aggregates.sql"),
    readSql("enums/catalogue/casts.sql"),
    readSql("enums/catalogue/operators.sql"),
    readSql("enums/catalogue/operator-classes.sql"),
    readSql("enums/catalogue/event-triggers.sql"),
  ];
}

function searching(): string[] {
  return [readSql("enums/catalogue/collations.sql"), readSql("enums/catalogue/text-search.sql")];
}
