import { hostname } from "node:os";
import { executeCopies } from "../../src/routines/copies.ts";
import { openWorkspace } from "../../src/context.ts";

// A process of its own that can be killed: opens what it needs, says so, executes a plan when it is told to.
const [directory = "", databaseUrl = "", plan = ""] = process.argv.slice(2);
const workspace = await openWorkspace({
  directory,
  environment: {},
  databaseUrl,
  actor: "The Architect",
  applicationName: "v7 doomed",
  signal: new AbortController().signal,
});
const here = { ...workspace, config: { ...workspace.config, machines: { ALPHA: hostname() } } };
process.stdout.write("ready\n");
process.stdin.once("data", () => {
  void executeCopies(here, { plan, approved: true }).then(({ output }) =>
    process.stdout.write(`${JSON.stringify(output.counts)}\n`, () => process.exit(0)),
  );
});
