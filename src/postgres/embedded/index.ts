export { startEmbedded, type EmbeddedServer } from "./start.ts";
export { embeddedStatus, type EmbeddedStatus, hasEmbeddedData } from "./status.ts";
export { stopEmbedded, type StopResult } from "./stop.ts";
