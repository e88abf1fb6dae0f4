export { startEmbedded, type EmbeddedServer, type StartOptions } from "./start.ts";
export { embeddedStatus, type EmbeddedStatus } from "./status.ts";
export { stopEmbedded, type StopResult } from "./stop.ts";
