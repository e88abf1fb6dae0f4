import type { Node } from "web-tree-sitter";

/** What the nodes of a grammar are, by the names of their types: all that reading code needs to know of a language. */
export interface Grammar {
  /** The name of its file: `typescript`. */
  readonly name: string;
  readonly comments: readonly string[];
  /** Calls, and where their callee and their arguments stand. */
  readonly calls: Readonly<Record<string, CallShape>>;
  /** Nodes that name a part of something, by the fields of the whole and of its part: `os.walk`. */
  readonly members: Readonly<Record<string, readonly [whole: string, part: string]>>;
  /** Statements that are as good as a call, and the name it has: `go scan()`. */
  readonly statements?: Readonly<Record<string, string>>;
  /** Nodes that are looked through for a name, to their first child: `(await x)!`. */
  readonly wrappers?: readonly string[];
  readonly imports: Readonly<Record<string, (node: Node) => readonly ImportedName[]>>;
  /** Nodes whose decisions are counted by themselves. */
  readonly functions: readonly string[];
  /** Whether some of those only declare one, and have no body. */
  readonly declaresFunctions?: boolean;
  /** Nodes and tokens that add a path, one each. */
  readonly decisions: readonly string[];
  /** Tokens that add a path within some nodes alone: `?`. */
  readonly decisionsWithin?: Readonly<Record<string, readonly string[]>>;
  /** Nodes that take a path away: the first arm of a `match` is no decision. */
  readonly relieving?: readonly string[];
  /**
   * Commands that only prepare what others call, in languages whose scripts are code outside of functions: whatever else is
   * called there starts by itself.
   */
  readonly preparing?: readonly string[];
  /** Whether a text that stands alone is a comment: Python. */
  readonly docstrings?: boolean;
  /** Nodes that may say that the file is started by itself. */
  readonly entries?: Readonly<Record<string, (node: Node, inFunction: boolean) => boolean>>;
  /** Parts of a file that are tests of the rest: what they call is not what the file is for. */
  readonly tests?: Readonly<Record<string, (node: Node) => boolean>>;
  /** Whether upper and lower case are one, as in PowerShell. */
  readonly ignoresCase?: boolean;
  /** Parts that names leave out at their beginning: `std`. */
  readonly leavesOut?: readonly string[];
  /** What an imported module is called in names; its text where this is missing. */
  readonly moduleName?: (module: string) => string;
  /** Commands that start what their first argument names: `sudo`. */
  readonly prefixes?: readonly string[];
}

export interface CallShape {
  /** The field of the callee; the node itself where it is missing. */
  readonly callee?: string;
  readonly arguments?: string;
  readonly argumentsType?: string;
}

/** A name that an import brings into the file. */
export interface ImportedName {
  /** As written, without quotes: `node:fs/promises`, `./walk.ts`. */
  readonly module: string;
  /** The member of the module; null for the module itself. */
  readonly member: string | null;
  /** What it is called here; null where nothing is bound. */
  readonly local: string | null;
}

/** The text of a literal without its quotes. */
export function unquoted(text: string): string {
  return text.replace(/^['"`<]|['"`>]$/g, "");
}

export function namedChildren(node: Node): Node[] {
  return node.namedChildren.filter((child) => child !== null);
}
