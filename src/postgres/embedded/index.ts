export { announcedServer, startEmbedded, type EmbeddedServer } from "./start.ts";
export { embeddedStatus, hasEmbeddedData } from "./status.ts";
export { stopEmbedded } from "./stop.ts";
export { lastingSocketDirectory } from "./socket-directory.ts";
