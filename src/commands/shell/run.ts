import { Config } from "@oclif/core/config";
import { Failure } from "../../model/failure.ts";
import { packagePath, readPackageFile } from "../../system/package-file.ts";
import { otherWays } from "./other-words.ts";
import { openPrinter } from "./printer.ts";
import { reportFailure } from "./report.ts";
import { endProcess, keepQuietWhenClosed } from "./streams.ts";
import { readRequest, wantsJson } from "./words.ts";

type RunnableClass = new (words: string[], config: Config) => { run(): Promise<void> };

/** Runs what was typed after `v7`, then ends the process with its exit code. */
export async function run(words: readonly string[]): Promise<void> {
  keepQuietWhenClosed();
  // Node would print such an error by itself, whatever it holds.
  process.on("uncaughtException", (error) => {
    tell(error, words);
    process.exit();
  });
  await runWithin(words);
  await endProcess();
}

/** The same in a process that goes on: it has the exit code afterwards. */
export async function runWithin(words: readonly string[]): Promise<void> {
  try {
    await answer(words);
  } catch (error) {
    tell(error, words);
  }
}

function tell(error: unknown, words: readonly string[]): void {
  const report = { command: words[0] ?? "", json: wantsJson(words), known: {} };
  process.exitCode = reportFailure(error, report, openPrinter(process.env, words));
}

async function answer(words: readonly string[]): Promise<void> {
  const config = await loadConfig();
  const request = readRequest(words, config.commandIDs);
  if (request.kind === "unknown") throw unknownCommand(request.name, request.nearest);
  if (request.kind === "help") return printHelp(config, request.words);
  const found = config.findCommand(request.id, { must: true });
  // The framework types its classes as abstract; those it loads are not.
  const Command = (await found.load()) as unknown as RunnableClass;
  await new Command([...request.words], config).run();
}

async function printHelp(config: Config, words: readonly string[]): Promise<void> {
  const { helpText } = await import("./help.ts");
  const text = await helpText(config, words);
  const { printPaged } = await import("./pager.ts");
  await printPaged(text, openPrinter(process.env, words), words);
}

// The manifest and the commands lie together in `dist`; what the framework asks of package.json is handed over.
async function loadConfig(): Promise<Config> {
  const { name, version, oclif } = JSON.parse(readPackageFile("package.json"));
  return Config.load({ root: packagePath("dist"), pjson: { name, version, type: "module", oclif }, version });
}

function unknownCommand(name: string, nearest: string | undefined): Failure {
  const hint = nearest === undefined ? "" : `; did you mean ${nearest}?`;
  const way = Object.hasOwn(otherWays, name.split(" ")[0] ?? "") ? otherWays[name.split(" ")[0] ?? ""] : undefined;
  const next = [...(way === undefined ? [] : [way]), "All commands: v7 --help"];
  return new Failure("V7-C002", `no command ${name}${hint}`, { next });
}
