import type { JSX } from "preact";
import type { ShowOutput } from "../../../src/model/output/show.ts";
import { address, withParameters } from "../../address.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { Page } from "../../frame/page.tsx";
import { Command } from "../../parts/command.tsx";
import { escaped } from "../../parts/links.ts";
import { shellWord } from "../../parts/shell-word.ts";
import { Text } from "../../parts/text.tsx";
import { Sides } from "../plan/sides.tsx";
import type { PageContext } from "../routes.tsx";
import { sidedOf, standsAlone } from "./resource-sides.ts";

/** `/ui/r/ADDRESS`: a resource on its three sides, and what else is known of it. */
export function ResourcePage({ rest }: PageContext): JSX.Element {
  const answered = useAnswer(`/resources/${escaped(rest)}`, { topics: ["rows", "documents", "applies"] });
  const shown = answered.reply?.document as ShowOutput | undefined;
  const [kind = ""] = rest.split("/");
  const showsAll = address.value.searchParams.get("show") === "all";
  return (
    <Page
      title={shown === undefined ? rest : titleOf(shown)}
      crumb={
        <>
          <a href={listOf(kind)}>{kind}</a> / <Text of={rest} class="mono" />
        </>
      }
      meta={
        shown !== undefined && (
          <>
            {shown.kind}, <Text of={shown.source ?? "in no document"} class="mono" />.{" "}
            <a href={`/ui/history?address=${encodeURIComponent(rest)}`}>Its history</a>
          </>
        )
      }
      isLoading={answered.isLoading}
      problem={answered.reply?.problem}
      onRetry={answered.reload}
    >
      {shown !== undefined && (
        <>
          <p class="tools second">
            <a
              href={withParameters({ show: showsAll ? undefined : "all" })}
              data-stays
              role="button"
              aria-pressed={showsAll}
            >
              {showsAll ? "Fields that differ alone" : "All fields"}
            </a>
          </p>
          <h2 id="sides" class="hidden-words">
            Declared, database, last applied
          </h2>
          <Sides section={{ id: "sides", resources: [sidedOf(shown)] }} showsAll={showsAll} />
          <p class="under">
            Who set a field: <Command text={`v7 blame ${shellWord(rest)}`} />
          </p>
        </>
      )}
    </Page>
  );
}

const lists: Readonly<Record<string, string>> = {
  task: "/ui/tasks",
  phase: "/ui/phases",
  node: "/ui/nodes",
  impact: "/ui/impacts",
};

function listOf(kind: string): string {
  return lists[kind] ?? "/ui/graph";
}

function titleOf({ address: of, fields }: ShowOutput): string {
  const name = fields.find(({ field }) => field === "name");
  const text = name?.declared ?? name?.live;
  const differing = fields.filter((field) => standsAlone(field) !== "none").length;
  const known = typeof text === "string" ? `${of}: ${text}` : of;
  return differing === 0 ? known : `${known} differs in ${differing} ${differing === 1 ? "field" : "fields"}`;
}
