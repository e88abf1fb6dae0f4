import { readPackageFile } from "../../../src/system/package-file.ts";

/** Every command there is, as the manifest has it: `db:up`. */
export function allCommands(): readonly string[] {
  return Object.keys(described());
}

/** What to type for an argument or a flag, by its name, or by the command's and its own where that differs: `task:new name`. */
export type Vocabulary = { readonly [name: string]: string };

/**
 * A command with all that it asks for; the same with the arguments that may be left out; both with each flag that has a few words
 * or none to choose from. Throws where the vocabulary lacks a word that must be typed, so that no new command is left out.
 */
export function typings(command: string, vocabulary: Vocabulary): readonly (readonly string[])[] {
  const { args = {}, flags = {} } = described()[command] ?? {};
  const word = (parameter: Parameter): string[] => wordsFor(command, parameter, vocabulary);
  const must = [
    ...command.split(":"),
    ...Object.values(flags).flatMap((flag) => (flag.required === true ? [`--${flag.name}`, ...word(flag)] : [])),
    ...Object.values(args).flatMap((argument) => (argument.required === true ? word(argument) : [])),
  ];
  const may = Object.values(args).flatMap((argument) => (argument.required === true ? [] : word(argument)));
  const choices = Object.values(flags).flatMap(choicesOf);
  const all = (may.length === 0 ? [must] : [must, [...must, ...may]]).flatMap((words) => [
    words,
    ...choices.map((choice) => [...words, ...choice]),
  ]);
  // A server stays until somebody ends it; what it says of itself ends by itself.
  return command === "serve" ? all.filter(({ length }) => length > 1) : all;
}

/** A command with all that it asks for, and a word of somebody's choice where one of its arguments or flags has its own. */
export function typingsWith(command: string, vocabulary: Vocabulary, word: string): readonly (readonly string[])[] {
  const { args = {}, flags = {} } = described()[command] ?? {};
  const usual = (parameter: Parameter): string[] => wordsFor(command, parameter, vocabulary);
  const typed = (replaced: Parameter): string[] => [
    ...command.split(":"),
    ...Object.values(flags).flatMap((flag) => {
      if (flag === replaced) return [`--${flag.name}=${word}`];
      return flag.required === true ? [`--${flag.name}`, ...usual(flag)] : [];
    }),
    ...Object.values(args).flatMap((argument) => {
      if (argument === replaced) return [word];
      return argument.required === true ? usual(argument) : [];
    }),
  ];
  // A server stays until somebody ends it; what it says of itself ends by itself.
  const ending = command === "serve" ? ["--token"] : [];
  const own = Object.values(flags).filter(({ type, helpGroup }) => type === "option" && helpGroup !== "GLOBAL");
  return [...Object.values(args), ...own].map((parameter) => [...typed(parameter), ...ending]);
}

interface Parameter {
  readonly name: string;
  readonly required?: boolean;
  readonly options?: readonly string[];
}

interface Flag extends Parameter {
  readonly type: "boolean" | "option";
  readonly helpGroup?: string;
  readonly dependsOn?: readonly string[];
}

interface Described {
  readonly args: { readonly [name: string]: Parameter };
  readonly flags: { readonly [name: string]: Flag };
}

function choicesOf({ name, type, options = [], required, helpGroup, dependsOn }: Flag): string[][] {
  if (helpGroup === "GLOBAL" || required === true || dependsOn !== undefined) return [];
  return type === "boolean" ? [[`--${name}`]] : options.map((option) => [`--${name}`, option]);
}

/** None for what may be left out and nobody told a word for. */
function wordsFor(command: string, { name, options = [], required }: Parameter, vocabulary: Vocabulary): string[] {
  const word = vocabulary[`${command} ${name}`] ?? vocabulary[name] ?? options[0];
  if (word !== undefined) return [word];
  if (required !== true) return [];
  throw new Error(`say what to type for ${name} of v7 ${command.replaceAll(":", " ")}`);
}

function described(): { readonly [command: string]: Described } {
  const manifest = JSON.parse(readPackageFile("dist/oclif.manifest.json")) as { commands: { [id: string]: Described } };
  return manifest.commands;
}
