import type { JSX } from "preact";
import type { TaskEvidence } from "../../../src/model/output/phase-show.ts";
import { Symbol } from "../../parts/symbol.tsx";
import { Absent, Text } from "../../parts/text.tsx";

/** What a task has to show, a line each: criteria, what it delivers, its commits, its tests. */
export function Evidence({ of }: { readonly of: TaskEvidence }): JSX.Element {
  const { criteria, deliverables, commits, tests } = of;
  const hasTests = tests.passed + tests.failed + tests.retest > 0;
  if (criteria.all + deliverables.length + commits.length === 0 && !hasTests) return <Absent>none</Absent>;
  return (
    <ul class="evidence">
      {criteria.all > 0 && (
        <li>
          {criteria.met} of {criteria.all} {criteria.all === 1 ? "criterion" : "criteria"} met
        </li>
      )}
      {deliverables.map((claim) => (
        <li key={claim}>
          <Text of={shortened(claim)} class="mono" />
        </li>
      ))}
      {commits.map((commit) => (
        <li key={commit}>
          commit <Text of={commit.slice(0, 7)} class="mono" />
        </li>
      ))}
      {hasTests && (
        <li>
          {tests.failed > 0 && <Symbol name="error" />}
          {testWords(tests)}
        </li>
      )}
    </ul>
  );
}

/** `https://dart.ai/doc/xyz` is shown as `dart.ai/…/xyz`: the row unfolded has the whole. */
function shortened(claim: string): string {
  if (!/^https?:/.test(claim)) return claim;
  const parts = claim.replace(/^https?:\/\//, "").split("/");
  return parts.length > 2 ? `${parts[0]}/…/${parts.at(-1)}` : parts.join("/");
}

function testWords({ passed, failed, retest }: TaskEvidence["tests"]): string {
  const words = [
    ...(passed === 0 ? [] : [`${passed} pass`]),
    ...(failed === 0 ? [] : [`${failed} fail`]),
    ...(retest === 0 ? [] : [`${retest} to be run again`]),
  ];
  return `tests: ${words.join(", ")}`;
}
