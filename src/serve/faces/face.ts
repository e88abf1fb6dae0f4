import type { Topic } from "../../model/topic.ts";
import type { Answer } from "../../model/answer.ts";
import type { Listing } from "../../render/type/listing.ts";
import type { Clock } from "../../render/type/time.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Given, Parameters } from "./parameters.ts";

/** The part of a list that is asked for. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
  /** How many there are in all, where they were counted for the part before: nothing has changed since. */
  readonly total?: number | undefined;
}

/** How the rows of an answer are handed out, some at a time. */
export interface ListShape {
  /** The answer's key that holds them. */
  readonly key: string;
  /** How many where nobody says. */
  readonly by: number;
  readonly most: number;
  /** Whether the use case skips rows by itself; else it answers all of them, and they are cut here. */
  readonly skips: boolean;
  /** Whether the answer always has all rows, so that they can be sorted and searched here. */
  readonly sorts?: boolean;
}

/** A question that an agent may ask as a tool. */
export interface Tool<Output extends object = object> {
  /** The tool's name: what agents know. */
  readonly name: string;
  /** Constant: never made of data. */
  readonly description: string;
  /** The schemas that an answer may have where there are several; absent: the entry's own. */
  readonly outputs?: readonly string[];
  /** The answer in a line of counts and v7's own words: it stands outside of what is marked as data, and has none. */
  gist(output: Output): string;
}

/** What everybody who asks stands on. */
export interface Asked {
  /** The caller's own view. */
  readonly workspace: Workspace;
  readonly page: Page;
}

export interface FaceDefinition<Asks extends Parameters, Output extends object> {
  /** Its place in the table: a route, a page and an operation are called so. */
  readonly name: string;
  /** One line, as a title. */
  readonly summary: string;
  /** `/files`, or `/phases/:phase`: what stands behind a colon is one of the parameters. Absent: it is a tool alone. */
  readonly route?: string;
  /** Other addresses that answer the same: the seeds' own. */
  readonly also?: readonly string[];
  readonly parameters: Asks;
  readonly list?: ListShape;
  /** `--json`'s `command`, whose schema the answer has. */
  readonly command: string;
  /** The name of that schema in `schemas/v1/output`. */
  readonly output: string;
  /** What makes the answer another one; empty: it never changes while the process runs. */
  readonly topics: readonly Topic[];
  readonly tool?: Tool<Output>;
  answer(asked: Asked, given: Given<Asks>): Promise<Answer<Output>>;
  /** The same as people read it. */
  text(output: Output, clock: Required<Clock>): string | Listing;
}

/** A question with its route, its tool and its page: an entry of the table. */
export interface Face extends Omit<FaceDefinition<Parameters, object>, "answer" | "text" | "tool"> {
  readonly tool?: Tool;
  answer(asked: Asked, given: { readonly [name: string]: unknown }): Promise<Answer<object>>;
  text(output: object, clock: Required<Clock>): string | Listing;
}

/** One that is asked by its address. */
export interface RoutedFace extends Face {
  readonly route: string;
}

/** One that agents ask by its name. */
export interface ToolFace extends Face {
  readonly tool: Tool;
}

export function isRouted(face: Face): face is RoutedFace {
  return face.route !== undefined;
}

export function isTool(face: Face): face is ToolFace {
  return face.tool !== undefined;
}

/**
 * An entry of the table. What is given was checked by the parameters' schemas, and the output is the one that the entry
 * answered: so each may forget what the other's types are.
 */
export function face<Asks extends Parameters, Output extends object>(definition: FaceDefinition<Asks, Output>): Face {
  const { tool, ...rest } = definition;
  return {
    ...rest,
    ...(tool === undefined ? {} : { tool: { ...tool, gist: (output) => tool.gist(output as Output) } }),
    answer: (asked, given) => definition.answer(asked, given as Given<Asks>),
    text: (output, clock) => definition.text(output as Output, clock),
  };
}
