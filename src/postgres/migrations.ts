export { listMigrations } from "./migrations/files.ts";
export { migrate } from "./migrations/migrate.ts";
export { migrationStatus, refuseProblems, requireCurrentSchema, type MigrationStatus } from "./migrations/status.ts";
export { schemaText, seedNames, type SeedName } from "./migrations/schema-text.ts";
export { firstScript, pendingScript } from "./migrations/script.ts";
