import * as Flags from "@oclif/core/flags";
import type { ServeOutput } from "../model/output/serve.ts";
import { renderServe } from "../render/serve.ts";
import { describeEntry, makeLink } from "../serve/entry.ts";
import { serve } from "../serve/serve.ts";
import { type CommandResult, type GlobalFlags, V7Command } from "./base.ts";
import type { Invocation } from "../context.ts";

const usualPort = 8100;
const kept = 8;

export default class Serve extends V7Command<ServeOutput> {
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
    link: Flags.boolean({ description: "Print a link that opens a browser once, and end.", exclusive: ["token"] }),
  };

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<ServeOutput>> {
    const { flags } = await this.parse(Serve);
    const workspace = await this.workspace(flags);
    const { host, port, "also-port": alsoPort } = flags;
    if (flags.token) {
      const answered = describeEntry(workspace, { host, port });
      return { ...answered, text: answered.output.token_file ?? "" };
    }
    if (flags.link) {
      const answered = makeLink(workspace, { host, port });
      return { ...answered, text: answered.output.link ?? "" };
    }
    const running = await serve(workspace, {
      host,
      port,
      alsoPort,
      log: (line) => this.printer.message(`v7: ${line}\n`),
    });
    const answered = makeLink(workspace, { host, port });
    this.printer.message(`${renderServe(answered.output)}\n`);
    await ended(workspace.signal);
    await running.close();
    return { output: { ...answered.output, link: null }, text: "" };
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
