import { executeCopies } from "../../src/routines/copies.ts";
import { consolidation } from "../../src/routines/consolidation.ts";
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
const surroundings = { ...(await consolidation(workspace)), host: "alpha" };
process.stdout.write("ready\n");
process.stdin.once("data", () => {
  void executeCopies(workspace, surroundings, { plan, approved: true }).then(({ counts }) =>
    process.stdout.write(`${JSON.stringify(counts)}\n`, () => process.exit(0)),
  );
});
