import { apply } from "../../src/engine/apply/apply.ts";
import { everything } from "../../src/engine/plan/decide.ts";
import { openWorkspace } from "../../src/context.ts";

// A process of its own that can be killed: opens what it needs, says so, applies when it is told to, and says that too.
const [directory = "", databaseUrl = ""] = process.argv.slice(2);
const workspace = await openWorkspace({
  directory,
  environment: {},
  databaseUrl,
  actor: "The Architect",
  applicationName: "v7 doomed",
  signal: new AbortController().signal,
});
process.stdout.write("ready\n");
process.stdin.once("data", () => {
  void apply(workspace, { options: everything, approved: true, lockTimeoutMs: 0 }).then(({ problem }) => {
    if (problem !== null) throw problem;
    process.stdout.write("applied\n", () => process.exit(0));
  });
});
