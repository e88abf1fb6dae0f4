import type { JSX } from "preact";
import type { StatusOutput } from "../../../src/model/output/status.ts";
import { Command } from "../../parts/command.tsx";
import { Symbol } from "../../parts/symbol.tsx";
import type { SymbolName } from "../../parts/symbols.ts";
import { Text } from "../../parts/text.tsx";
import type { Happening } from "../record/happenings.ts";

interface Need {
  readonly symbol: SymbolName;
  readonly title: string;
  readonly why: string;
  /** Where to look; a command to approve stands on the plan's page and nowhere else. */
  readonly link?: { readonly href: string; readonly text: string };
  readonly command?: string;
}

/** What waits for a person, the gravest first: at most seven, where there is room for no more. */
export function Needs({
  status,
  happenings,
  most = 7,
}: {
  readonly status: StatusOutput;
  readonly happenings: readonly Happening[];
  readonly most?: number;
}): JSX.Element {
  const needs = needsOf(status, happenings);
  return (
    <section aria-labelledby="need">
      <div class="section-head">
        <h2 id="need">Needs a person</h2>
        {needs.length > most && (
          <a class="second" href="/ui/next">
            All {needs.length}
          </a>
        )}
      </div>
      {needs.length === 0 && <p class="empty">Nothing waits for anybody.</p>}
      <ul class="needs">
        {needs.slice(0, most).map(({ symbol, title, why, link, command }) => (
          <li key={title}>
            <Symbol name={symbol} />
            <div>
              <b>
                <Text of={title} />
              </b>
              <p class="second">
                <Text of={why} />
              </p>
            </div>
            <span class="deed">
              {link !== undefined && (
                <a class="go" href={link.href}>
                  {link.text}
                </a>
              )}
              {command !== undefined && <Command text={command} />}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function needsOf(status: StatusOutput, happenings: readonly Happening[]): readonly Need[] {
  const { drift, waiting, impacts, tests, tasks, machines, daily, lock } = status;
  const outside = happenings.filter(({ isOutside }) => isOutside);
  const refusals = happenings.filter(({ word }) => word === "refused");
  const rows = (count: number): string => `${count} ${count === 1 ? "row" : "rows"}`;
  const restart = machines.filter(({ pending_restart: count }) => count > 0);
  const unseen = machines.filter(({ state }) => state === "unknown").map(({ node }) => node);
  const differing = machines.filter(({ state }) => state === "differs").map(({ node }) => node);
  const see = { href: "/ui/drift", text: "See who and what" };
  const compare = { href: "/ui/nodes", text: "Compare settings" };
  const who = [...new Set(outside.map(({ lane }) => lane))].join("; ");
  const all: readonly (Need | undefined)[] = [
    lock === null
      ? undefined
      : {
          symbol: "unknown",
          title: "An apply holds the lock",
          why: `${lock.actor ?? "somebody"}, process ${lock.pid}`,
          command: "v7 status",
        },
    drift.conflicts === 0
      ? undefined
      : {
          symbol: "conflict",
          title: `${rows(drift.conflicts)} in conflict`,
          why: "Document, last apply and row all differ.",
          link: see,
        },
    drift.rows === 0
      ? undefined
      : {
          symbol: "drift",
          title: `${rows(drift.rows)} changed outside v7`,
          why: `${who === "" ? "" : `${who}. `}Kept until somebody decides.`,
          link: see,
        },
    ...waiting.map(({ plan_id: id, needs }): Need => ({
      symbol: "waits",
      title: `Plan ${id.slice(0, 6)} waits for ${needs.join(", ")}`,
      why: "Nothing is written before they agree.",
      link: { href: `/ui/plans/${id.slice(0, 16)}`, text: "Review the plan" },
    })),
    impacts.unanswered === 0
      ? undefined
      : {
          symbol: "high",
          title: `${impacts.unanswered} high or critical ${impacts.unanswered === 1 ? "impact" : "impacts"} unanswered`,
          why: "The phases and tasks that they name do not go on.",
          link: { href: "/ui/impacts", text: "See the impacts" },
        },
    tests === null || tests.failing + tests.missing === 0
      ? undefined
      : {
          symbol: "refused",
          title: `${tests.failing} ${tests.failing === 1 ? "test" : "tests"} failing${tests.missing === 0 ? "" : `, ${tests.missing} missing after a failure`}`,
          why: tests.first.join("; "),
          link: { href: "/ui/tests?status=fail", text: "See the results" },
        },
    refusals.length === 0
      ? undefined
      : {
          symbol: "refused",
          title: `${refusals.length} refused`,
          why: `${refusals[0]?.lane ?? ""}: ${refusals[0]?.says ?? ""}`,
          link: { href: "/ui/history", text: "See what was tried" },
        },
    tasks.blocked === 0
      ? undefined
      : {
          symbol: "blocked",
          title: `${tasks.blocked} blocked`,
          why: "Tasks that cannot go on.",
          link: { href: "/ui/tasks?status=blocked", text: "See the tasks" },
        },
    restart.length === 0
      ? undefined
      : {
          symbol: "restart",
          title: `${restart.reduce((sum, { pending_restart: count }) => sum + count, 0)} settings wait for a restart`,
          why: restart.map(({ node }) => node).join(", "),
          link: compare,
        },
    differing.length === 0
      ? undefined
      : {
          symbol: "drift",
          title: `${differing.join(", ")} not as declared`,
          why: "Seen otherwise than the documents say.",
          link: compare,
        },
    unseen.length === 0
      ? undefined
      : {
          symbol: "unknown",
          title: `${unseen.join(", ")}: unknown`,
          why: "Nobody has looked, or got through.",
          link: { href: "/ui/nodes", text: "See the machines" },
        },
    daily === null || daily.problem === null
      ? undefined
      : {
          symbol: "warning",
          title: `The daily run: ${daily.problem}`,
          why: daily.reason ?? "",
          ...(daily.next === null ? {} : { command: daily.next }),
        },
  ];
  return all.filter((need) => need !== undefined);
}
