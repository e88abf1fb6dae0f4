/** What `v7 explain CODE` says about a finding or a failure. */
export interface CodeExplanation {
  /** A few words, as a heading. */
  readonly title: string;
  /** What v7 saw and why it matters. */
  readonly explanation: string;
  /** What a person does about it. */
  readonly fix: string;
}
