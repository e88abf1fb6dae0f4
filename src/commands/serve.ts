import * as Flags from "@oclif/core/flags";
import type { ServeOutput } from "../model/output/serve.ts";
import { renderServe } from "../render/serve.ts";
import { describeEntry, makeLink } from "../serve/entry.ts";
import { serve } from "../serve/serve.ts";
import { serveTask } from "../routines/jobs/job.ts";
import type { DailyUnitsOutput } from "../model/output/daily-units.ts";
import { queuedDeliveries } from "../dart/deliveries.ts";
import { type AsideProgram, asidePulls } from "../routines/dart-aside.ts";
import { packagePath } from "../system/package-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type CommandResult, type GlobalFlags, V7Command } from "./base.ts";
import type { Invocation } from "../context.ts";
import { jobFlags, scheduled } from "./shell/job-flags.ts";

const usualPort = 8100;
const kept = 8;
const keptAside = 4;
const schedulers = ["systemd", "launchd"] as const;

export default class Serve extends V7Command<ServeOutput | DailyUnitsOutput> {
  static override summary = "Serve what v7 knows, to be read: HTTP for programs, pages for people, MCP for agents";
  static override description =
    "Answers on this machine alone, to whoever has the token. It reads with a login that cannot write, until Ctrl-C.";
  static override examples = [
    "v7 serve",
    "v7 serve --link",
    'curl -H "Authorization: Bearer $(cat "$(v7 serve --token)")" http://127.0.0.1:8100/status',
  ];
  static override flags = {
    port: Flags.integer({ description: "Where it listens.", default: usualPort, min: 1, max: 65_535 }),
    "also-port": Flags.integer({
      description: "A second port for /api/v1/system/state, replication/health and services/status alone.",
      min: 1,
      max: 65_535,
    }),
    host: Flags.string({ description: "A name or address of this machine.", default: "127.0.0.1", helpValue: "HOST" }),
    token: Flags.boolean({ description: "Print the file that holds the token, and end.", exclusive: ["link"] }),
    ...jobFlags(schedulers, "all the time"),
    link: Flags.boolean({ description: "Print a link that opens a browser once, and end.", exclusive: ["token"] }),
  };

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<ServeOutput | DailyUnitsOutput>> {
    const { flags } = await this.parse(Serve);
    const workspace = await this.workspace(flags);
    const { host, port, "also-port": alsoPort } = flags;
    const told = await scheduled(workspace, serveTask({ port, alsoPort }), flags);
    if (told !== undefined) return told;
    if (flags.token) {
      const answered = describeEntry(workspace, { host, port });
      if (answered.output.token_file === null) this.printer.message("v7: V7_API_TOKEN is the token; no file has it\n");
      return { ...answered, text: answered.output.token_file ?? "" };
    }
    if (flags.link) {
      const answered = makeLink(workspace, { host, port });
      return { ...answered, text: answered.output.link ?? "" };
    }
    const pulls = workspace.config.dart?.branch === undefined ? undefined : asidePulls(this.pulling(workspace, flags));
    const running = await serve(workspace, {
      host,
      ...(pulls === undefined ? {} : { queued: pulls.tell }),
      port,
      alsoPort,
      aside: { ...this.aside(flags) },
      log: (line) => this.printer.message(`v7: ${line}\n`),
    });
    // What lets somebody in is for a person who looks, and for no log.
    const answered = (process.stderr.isTTY ? makeLink : describeEntry)(workspace, { host, port });
    this.printer.message(`${renderServe(answered.output)}\n`);
    // What was queued when the last one ended.
    if (queuedDeliveries(workspace).length > 0) pulls?.tell();
    await ended(workspace.signal);
    await running.close();
    await pulls?.close();
    return { output: { ...answered.output, link: null }, text: "" };
  }

  /** The same invocation for a thread: what it listens to and speaks through stays here. */
  protected aside(flags: GlobalFlags): Omit<Invocation, "signal"> {
    const { directory, environment, databaseUrl, actor, applicationName, readsOnly } = this.invocation(flags);
    return {
      directory,
      environment: { ...environment },
      databaseUrl,
      actor,
      applicationName,
      keptConnections: keptAside,
      readsOnly: readsOnly === true,
    };
  }

  /** What pulls for webhooks writes: it has a login of its own, where there is one. */
  protected pulling({ repository }: Workspace, flags: GlobalFlags): AsideProgram {
    const { environment, databaseUrl } = this.invocation(flags);
    const { V7_DART_DATABASE_URL: own, ...rest } = environment;
    const url = own ?? databaseUrl;
    return {
      program: process.execPath,
      start: packagePath("bin/run.js"),
      root: repository.root,
      environment: { ...rest, ...(url === undefined ? {} : { V7_DATABASE_URL: url }) },
      log: (line) => this.printer.message(`v7: ${line}\n`),
    };
  }

  protected override invocation(flags: GlobalFlags): Invocation {
    return { ...super.invocation(flags), keptConnections: kept, readsOnly: true };
  }
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
