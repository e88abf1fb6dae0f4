import type { JSX } from "preact";
import type { NextAction, NextOutput } from "../../../src/model/output/next.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { Page } from "../../frame/page.tsx";
import { Command } from "../../parts/command.tsx";
import { Newer } from "../../parts/newer.tsx";
import { Symbol } from "../../parts/symbol.tsx";
import type { SymbolName } from "../../parts/symbols.ts";
import { Text } from "../../parts/text.tsx";
import { counted } from "../../parts/value.tsx";

/** `/ui/next`: what to do now, the gravest first, each with its command. */
export function NextPage(): JSX.Element {
  const answered = useAnswer("/next?limit=100", {
    topics: ["rows", "documents", "applies", "approvals", "gaps"],
    waits: true,
  });
  const { actions, total = 0 } = (answered.reply?.document ?? {}) as Partial<NextOutput>;
  return (
    <Page
      title={actions === undefined ? "What to do next" : titleOf(total)}
      meta="What waits for a decision comes first; then what is declared and not applied, tasks that can begin, and what was queued."
      isLoading={answered.isLoading}
      problem={answered.reply?.problem}
      onRetry={answered.reload}
    >
      <Newer answered={answered} />
      {actions !== undefined && <Actions actions={actions} />}
    </Page>
  );
}

function titleOf(total: number): string {
  if (total === 0) return "Nothing is left to do";
  return `${counted(total)} ${total === 1 ? "thing is" : "things are"} to be done`;
}

function Actions({ actions }: { readonly actions: readonly NextAction[] }): JSX.Element {
  if (actions.length === 0)
    return (
      <div class="empty">
        <p>Nothing waits, and no task can begin. What each task waits for:</p>
        <Command text="v7 report readiness" />
      </div>
    );
  return (
    <ol class="needs">
      {actions.map((action) => (
        <li key={`${action.kind} ${action.title}`} data-row>
          <Symbol name={symbols[action.kind]} />
          <div>
            <b>
              {action.address === null ? (
                <Text of={action.title} />
              ) : (
                <a href={`/ui/r/${action.address}`}>
                  <Text of={action.title} />
                </a>
              )}
            </b>
            <p class="second">
              <Text of={action.why} />
            </p>
          </div>
          <span class="deed">
            <Deed action={action} />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** A command that agrees to a plan stands on the plan's page alone, where one sees what it is. */
function Deed({ action }: { readonly action: NextAction }): JSX.Element | null {
  const { kind, title, command } = action;
  const [, plan] = /^Plan ([0-9a-f]{6,64}) /.exec(title) ?? [];
  if (kind === "approval")
    return (
      <a class="go" href={plan === undefined ? "/ui/plans" : `/ui/plans/${plan}`}>
        Review …
      </a>
    );
  if (command === null) return null;
  return command.startsWith("v7 ") ? <Command text={command} /> : <Text of={command} class="mono" />;
}

const symbols: Readonly<Record<NextAction["kind"], SymbolName>> = {
  documents: "error",
  conflict: "conflict",
  drift: "drift",
  approval: "waits",
  plan: "update",
  impact: "waits",
  gate: "waits",
  stale: "in_progress",
  task: "pending",
  gap: "pending",
};
