import { type Fact, factPrefixes } from "../../model/machine.ts";
import type { JsonObject } from "../../model/json.ts";
import { sameSetting } from "../../plan/setting-values.ts";
import { bearsSecret } from "./known-settings.ts";

/** A setting as pg_settings has it. */
export interface RunningSetting {
  readonly name: string;
  readonly value: string | null;
  /** What it is where nothing says otherwise. */
  readonly standard: string | null;
  readonly unit: string | null;
  readonly category: string;
  readonly context: string;
  readonly type: string;
  readonly source: string;
  /** Whether a value was loaded that waits for a restart. */
  readonly waits: boolean;
  /** Whether this login, or this database, has a value of its own. */
  readonly is_own: boolean;
}

/** A line of a configuration file, as pg_file_settings has it. */
export interface WrittenLine {
  /** Null where a line cannot be read. */
  readonly name: string | null;
  readonly value: string | null;
  readonly error: string | null;
  readonly file: string | null;
  readonly line: number | null;
}

/** What the files say. */
export interface WrittenSettings {
  /** In the order in which they count. */
  readonly lines: readonly WrittenLine[];
  /** Settings whose written value is fit and takes a restart. */
  readonly needRestart: ReadonlySet<string>;
}

/**
 * A fact each, in the form of facts that people attest, with its `state`: `in_force`; `pending_restart`, loaded and waiting (`pendingValue`);
 * `not_reloaded`, written and not loaded (`writtenValue`); `file_error`, what is written cannot be; `unknown`, where this login may not see what is written.
 * What a login has of its own says nothing of the server, and is no fact. `hide` makes the word that stands for a secret.
 */
export function settingFacts(
  running: readonly RunningSetting[],
  written: WrittenSettings | undefined,
  hide: (secret: string) => string,
): Fact[] {
  return running.flatMap((setting): Fact[] => {
    if (setting.is_own || setting.value === null) return [];
    const stands = standingOf(setting, setting.value, written);
    const { name, type, unit, category, context } = setting;
    const texts = [setting.value, stands.pendingValue ?? "", stands.writtenValue ?? ""];
    const isSecret = texts.some((text) => bearsSecret(name, type, text));
    const shown = { value: setting.value, ...stands };
    return [
      {
        fact: factPrefixes.setting + name,
        value: { ...(isSecret ? hidden(shown, hide) : shown), ...(unit === null ? {} : { unit }), category, context },
      },
    ];
  });
}

type SettingState = "in_force" | "pending_restart" | "not_reloaded" | "file_error" | "unknown";

type Standing = JsonObject & {
  readonly state: SettingState;
  /** Null: nobody may read what it is. */
  readonly pendingValue?: string | null;
  readonly writtenValue?: string;
  readonly note?: string;
};

function standingOf(setting: RunningSetting, value: string, written: WrittenSettings | undefined): Standing {
  const { name, waits, standard, source } = setting;
  // What the command line says, no file can change.
  if (source === "command line" || source === "override") return { state: "in_force" };
  if (written === undefined) return waits ? { state: "pending_restart", pendingValue: null } : { state: "unknown" };
  const last = written.lines.findLast((line) => line.name === name);
  if (last === undefined) return withoutLine(setting);
  const text = last.value ?? "";
  if (sameText(setting, text, value)) return { state: "in_force" };
  if (waits) return { state: "pending_restart", pendingValue: text };
  if (last.error === null) return { state: "not_reloaded", writtenValue: text };
  return written.needRestart.has(name)
    ? { state: "not_reloaded", writtenValue: text, note: "in force after a restart" }
    : { state: "file_error", writtenValue: text, note: `${last.error}: ${placeOf(last)}` };

  /** Where a line was taken away, the standard comes back. */
  function withoutLine({ type }: RunningSetting): Standing {
    if (waits) return { state: "pending_restart", pendingValue: standard };
    if (source !== "configuration file") return { state: "in_force" };
    const note = "no line of a file says it any more";
    return type === "string" && standard === null
      ? { state: "not_reloaded", writtenValue: "", note }
      : { state: "not_reloaded", writtenValue: standard ?? "", note };
  }
}

function sameText({ type, unit }: RunningSetting, left: string, right: string): boolean {
  if (type === "string") return left === right;
  return sameSetting(left.toLowerCase() === right.toLowerCase() ? right : left, right, unit ?? undefined);
}

function placeOf({ file, line }: WrittenLine): string {
  return `${file ?? "a file"}, line ${line ?? 0}`;
}

/** Whether it is there, and a word that changes when it does. */
function hidden(
  { value, pendingValue, writtenValue, ...rest }: Standing & { value: string },
  hide: (secret: string) => string,
): JsonObject {
  const set = (text: string): string => (text === "" ? "unset" : "set");
  return {
    value: set(value),
    ...rest,
    ...(value === "" ? {} : { hash: hide(value) }),
    ...(pendingValue === undefined ? {} : { pendingValue: pendingValue && set(pendingValue) }),
    ...(writtenValue === undefined ? {} : { writtenValue: set(writtenValue) }),
  };
}

/** What is wrong in the files, each with its place. */
export function fileErrors({ lines, needRestart }: WrittenSettings): JsonObject[] {
  return lines
    .filter(({ name, error }) => error !== null && !(name !== null && needRestart.has(name)))
    .map(({ name, error, file, line }) => ({ name, error, file, line }));
}
