/** What a call or an import is for, whatever the language. */
export type Signal =
  | "walk"
  | "list"
  | "fetch"
  | "query"
  | "read"
  | "metadata"
  | "filter"
  | "aggregate"
  | "parse"
  | "code"
  | "compute"
  | "order"
  | "compare"
  | "check"
  | "convert"
  | "serialize"
  | "write"
  | "store"
  | "render"
  | "print"
  | "lines"
  | "replace"
  | "rewrite"
  | "move"
  | "remove"
  | "repair"
  | "temporary"
  | "spawn"
  | "start"
  | "schedule"
  | "pool"
  | "queue"
  | "wait"
  | "options";

/**
 * The calls of a language by what they are for. A text holds patterns with blanks between: `os.walk` is that call, `.rglob`
 * a method of this name of whatever, `subprocess.*` all of a module's, `import:jinja2` that the module is imported.
 */
export interface SignalTable {
  readonly calls: Readonly<
    Partial<Record<Signal, string>>
  > /** Arguments by which a method is known to ask somebody else, in files that import what does: `(ctx`. */;
  readonly remote?: RegExp;
  /** Calls whose arguments say more than their names; the first that matches counts, and the name's own signals do not. */
  readonly byArguments?: readonly {
    readonly name: RegExp;
    readonly arguments: RegExp;
    readonly signals: readonly Signal[];
  }[];
}
