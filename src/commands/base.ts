import { resolve } from "node:path";
import { Command } from "@oclif/core/command";
import * as Flags from "@oclif/core/flags";
import type { Interfaces } from "@oclif/core";
import type { Invocation } from "../context.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type ExitCode, exitCodes } from "../model/codes/exits.ts";
import { Failure } from "../model/failure.ts";
import type { Tell } from "../model/work-event.ts";
import { type Listing, listingText } from "../render/type/listing.ts";
import { plainScreen, type Screen } from "../render/type/screen.ts";
import { type Interrupt, interruption, watchInterrupt } from "./shell/interrupt.ts";
import { printPaged } from "./shell/pager.ts";
import { openPrinter, type Printer } from "./shell/printer.ts";
import { tellThrough } from "./shell/progress.ts";
import { shownFrom, type Standing, typedPattern } from "./shell/paths.ts";
import { reportFailure } from "./shell/report.ts";
import { usageFailure } from "./shell/usage.ts";
import { wantsJson } from "./shell/words.ts";

/** What a command ends with: a use case's answer, and how a person reads it. */
export interface CommandResult<Output extends object = object> {
  /** The command's own keys of the `--json` document. */
  readonly output: Output;
  /** The command ended badly, yet has an answer to show; decides the exit code. */
  readonly problem?: Failure | null;
  /**
   * What a person reads on stdout, laid out for a screen when text is wanted; of a listing the hint goes to stderr. A text that
   * is no function is printed as it is, for it is copied or stored: a script, a URL.
   */
  readonly text: string | ((screen: Screen) => string | Listing);
  /** Stdout has the data already, such as a file that was asked for there: what a person reads goes to stderr. */
  readonly isDataPrinted?: boolean;
  /** One of v7's, or what a program exited with that v7 started for a person. Defaults to 0. */
  readonly exitCode?: number;
}

/** The flags every command takes. */
export interface GlobalFlags {
  readonly json: boolean;
  readonly repo?: string | undefined;
  readonly "database-url"?: string | undefined;
  readonly actor?: string | undefined;
  readonly "no-color": boolean;
  readonly "no-pager": boolean;
}

const globalFlags = {
  json: Flags.boolean({ description: "Print one JSON document.", helpGroup: "GLOBAL" }),
  repo: Flags.string({
    char: "C",
    description: "The repository; by default the one around here.",
    helpValue: "DIR",
    helpGroup: "GLOBAL",
  }),
  "database-url": Flags.string({ description: "The database to use.", helpValue: "URL", helpGroup: "GLOBAL" }),
  actor: Flags.string({
    description: "Who does this; by default V7_ACTOR, else git's user.name.",
    helpValue: "NAME",
    helpGroup: "GLOBAL",
  }),
  "no-color": Flags.boolean({ description: "Print without colours.", helpGroup: "GLOBAL" }),
  "no-pager": Flags.boolean({ description: "Print long texts without a pager.", helpGroup: "GLOBAL" }),
};

/** A command parses its flags, calls one entry point and answers; printing, errors and exit codes are decided here. */
export abstract class V7Command<Output extends object = object> extends Command {
  static override baseFlags = globalFlags;

  /** True in commands that roll back at the first Ctrl-C; all others are ended at once. */
  protected readonly rollsBack: boolean = false;

  /** True in commands that answer also where neither v7.yaml nor state/ is. */
  protected readonly worksAnywhere: boolean = false;

  #standing: Standing | undefined;

  /** True in commands whose texts are longer than a screen and are read from their beginning. */
  protected readonly pages: boolean = false;

  readonly #interrupt: Interrupt = watchInterrupt(() => this.rollsBack);

  /** What a command says while it runs goes through it as well. */
  protected readonly printer: Printer = openPrinter(process.env, this.argv);

  /** Says how far a use case has come. */
  protected readonly tell: Tell = tellThrough(this.printer);

  /** What `--format` said, where there is such a flag. */
  #format: string | undefined;

  protected abstract execute(): Promise<CommandResult<Output>>;

  /** The workspace the flags ask for. Loaded here and not with the command, because help and `explain CODE` need none. */
  protected async workspace(flags: GlobalFlags): Promise<Workspace> {
    const { openWorkspace } = await import("../context.ts");
    const workspace = await openWorkspace(this.invocation(flags));
    this.#standing = this.standing(workspace, flags);
    return workspace;
  }

  /** Where one stands: with `-C DIR`, as if there. */
  protected standing({ repository }: Workspace, flags: GlobalFlags): Standing {
    return { root: repository.root, directory: resolve(this.invocation(flags).directory) };
  }

  /** A file, folder or pattern that was typed, from the repository's root; ask for the workspace before. */
  protected typedPath<Typed extends string | undefined>(typed: Typed): Typed {
    if (typed === undefined || this.#standing === undefined) return typed;
    return typedPattern(this.#standing, typed) as Typed;
  }

  /** What a person reads of an answer: paths are from where they stand. `--json` keeps them from the repository's root. */
  protected shown<Shown>(output: Shown): Shown {
    return this.#standing === undefined ? output : shownFrom(this.#standing, output);
  }

  /** What the composition root is opened with. */
  protected invocation(flags: GlobalFlags): Invocation {
    return {
      directory: flags.repo ?? process.cwd(),
      environment: process.env,
      databaseUrl: flags["database-url"],
      actor: flags.actor,
      applicationName: `v7 ${this.#name}`,
      signal: this.#interrupt.signal,
      anywhere: this.worksAnywhere,
      tell: this.tell,
      redactor: this.printer.redactor(),
    };
  }

  override async run(): Promise<void> {
    const json = wantsJson(this.argv);
    try {
      process.exitCode = await this.#print(await this.execute(), json);
    } catch (error) {
      process.exitCode = this.#printError(error, json);
    } finally {
      this.#interrupt.stop();
    }
  }

  /** While another program has the terminal, Ctrl-C is for it: it hears it too, and v7 ends when it does. */
  protected async handingOver<T>(work: () => Promise<T>): Promise<T> {
    this.#interrupt.stop();
    const leave = (): void => undefined;
    process.on("SIGINT", leave);
    try {
      return await work();
    } finally {
      process.off("SIGINT", leave);
    }
  }

  protected override async parse<
    F extends Interfaces.OutputFlags<Interfaces.FlagInput>,
    B extends Interfaces.OutputFlags<Interfaces.FlagInput>,
    A extends Interfaces.OutputArgs<Interfaces.ArgInput>,
  >(options?: Interfaces.Input<F, B, A>, argv?: string[]): Promise<Interfaces.ParserOutput<F, B, A>> {
    this.parsed = true;
    try {
      const parsed = await super.parse<F, B, A>(options, argv);
      const { format } = parsed.flags as { readonly format?: unknown };
      if (typeof format === "string") this.#format = format;
      refuseHugeNumbers(this.#name, { ...parsed.flags, ...parsed.args });
      return parsed;
    } catch (error) {
      throw usageFailure(error, { command: this.#name, flags: this.#flagNames() });
    }
  }

  async #print(result: CommandResult<Output>, json: boolean): Promise<number> {
    const { output, problem = null, exitCode = exitCodes.ok } = result;
    if (!json) await this.#printText(result);
    else if (problem === null) this.printer.document(this.#name, output);
    return problem === null ? exitCode : this.#printError(problem, json, output);
  }

  // Rolling back can surface as any error; what was committed before Ctrl-C took effect keeps its own exit code.
  #printError(error: unknown, json: boolean, known: object = {}): ExitCode {
    const shown = (findings: Failure["findings"]): Failure["findings"] => this.shown(findings);
    const report = { command: this.#name, json, known, shown };
    const exitCode = reportFailure(interruption(error, this.#interrupt), report, this.printer);
    return this.#interrupt.signal.aborted ? exitCodes.interrupted : exitCode;
  }

  async #printText({ text, isDataPrinted = false }: CommandResult<Output>): Promise<void> {
    if (isDataPrinted) return this.#printMessage(text);
    if (typeof text === "string") return this.printer.verbatim(asLines(text));
    // Other formats are for programs, also where a terminal shows them; a chart is as wide as what shows it.
    if (this.#format !== undefined && this.#format !== "text" && this.#format !== "chart")
      return this.printer.verbatim(asLines(listingText(text(plainScreen))));
    const shown = text(this.#screenFor(text, this.printer.screens.data));
    const { data, hint } = typeof shown === "string" ? { data: shown, hint: "" } : shown;
    if (this.pages) await this.#printPaged(asLines(data));
    else this.printer.data(asLines(data));
    this.printer.message(asLines(hint));
  }

  #printMessage(text: CommandResult<Output>["text"]): void {
    const shown = typeof text === "string" ? text : text(this.#screenFor(text, this.printer.screens.messages));
    this.printer.message(asLines(listingText(shown)));
  }

  /** What holds a secret is laid out as for a pipe: where a line or a cell is broken, nobody would know the secret again. */
  #screenFor(text: (screen: Screen) => string | Listing, screen: Screen): Screen {
    if (screen.width === plainScreen.width) return screen;
    const plain = listingText(text(plainScreen));
    return this.printer.redactor().text(plain) === plain ? screen : plainScreen;
  }

  /** Ctrl-C is the pager's meanwhile: nothing else goes on. */
  async #printPaged(text: string): Promise<void> {
    this.#interrupt.stop();
    await printPaged(text, this.printer, this.argv);
  }

  /** As typed: `db up`. */
  get #name(): string {
    return (this.id ?? "").replaceAll(":", " ");
  }

  #flagNames(): string[] {
    return Object.keys({ ...this.ctor.baseFlags, ...this.ctor.flags, help: true });
  }
}

function asLines(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

/** What a command takes as a number counts something, and no column that counts holds more. */
const largestNumber = 2_147_483_647;

function refuseHugeNumbers(command: string, values: { readonly [name: string]: unknown }): void {
  for (const [name, value] of Object.entries(values))
    if (typeof value === "number" && Math.abs(value) > largestNumber)
      throw new Failure("V7-C001", `${name} is a number of at most ${largestNumber}`, {
        next: [`v7 ${command} --help`],
      });
}
