import { openWorkspace } from "../src/context.ts";

// Empties the table of sources, so that the next inventory is a first one.
const [directory = ""] = process.argv.slice(2);
const workspace = await openWorkspace({
  directory,
  environment: process.env,
  applicationName: "v7 bench",
  signal: new AbortController().signal,
});
const connection = await workspace.database.connect("write");
await connection.script("TRUNCATE v7_external_sources CASCADE; CHECKPOINT");
await connection.end();
