/** A case that failed, and that newer runs of its file do not have. */
export interface MissingCase {
  readonly title: string;
  /** The commit that it failed at; null where nobody knows. */
  readonly commit: string | null;
}

/** The names of those that failed at a commit of this history: what another branch tests is nothing that is missing here. */
export function missingHere(cases: readonly MissingCase[], isHere: ReadonlySet<string>): readonly string[] {
  return cases.flatMap(({ title, commit }) => (commit === null || isHere.has(commit) ? [title] : []));
}
