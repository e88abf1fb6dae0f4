// Made from schemas/v1/output/hooks.schema.json by npm run generate: edit that.

/** Which of v7's hooks git calls. */
export interface HooksOutput {
  /** How git comes to call v7. */
  readonly way: "configuration" | "path" | "files";
  /** The version of git that was asked. */
  readonly git_version: string;
  /** The folder v7's hooks are in, absolute. */
  readonly directory: string;
  /** Each of v7's hooks. */
  readonly hooks: readonly Hook[];
  /** Programs that manage hooks here by a file of their own. */
  readonly managers: readonly ("husky" | "lefthook" | "pre-commit")[];
}

/** How one hook stands. */
export interface Hook {
  /** Git's name for it. */
  readonly name: "pre-commit" | "pre-merge-commit" | "post-commit" | "post-merge" | "post-rewrite" | "post-checkout";
  /** broken: it cannot be started; replaced: git calls something else in its place. */
  readonly state: "installed" | "missing" | "broken" | "replaced";
  /** The hook that was there before and is called first. */
  readonly calls: string | null;
  /** What keeps an installed hook from its work. */
  readonly problem: string | null;
}
