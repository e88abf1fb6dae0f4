import type { JSX } from "preact";
import type { PlanFile } from "../../../src/model/output/plan-file.ts";
import type { PlanOutput } from "../../../src/model/output/plan.ts";
import type { ShowPlanOutput } from "../../../src/model/output/show-plan.ts";
import { address, navigate, withParameters } from "../../address.ts";
import type { Problem } from "../../data/ask.ts";
import { type Answered, useAnswer } from "../../data/use-answer.ts";
import { Page } from "../../frame/page.tsx";
import { Text } from "../../parts/text.tsx";
import { When } from "../../parts/when.tsx";
import type { PageContext } from "../routes.tsx";
import { type Earlier, Review } from "./review.tsx";
import { type ReviewedPlan, verdictOn } from "./standing.ts";
import { areDocumentsWrong, WrongDocuments, wrongTitle } from "./wrong-documents.tsx";

/** `/ui/plans/ID`, and `/ui/plans/now` for what the documents make now: may I agree to this? */
export function PlanPage({ rest }: PageContext): JSX.Element {
  const isNow = rest === "now";
  const sql = address.value.searchParams.get("sql") === "1";
  const url = isNow ? `/plan${sql ? "?sql=true" : ""}` : `/plans/${rest}`;
  const earlier = useEarlier();
  const answered = useAnswer(url, { topics: ["rows", "documents", "applies", "approvals"], waits: true });
  const { reply, newer } = answered;
  const shown = reviewedOf(isNow, reply?.document);
  // Its values stay; how it stands is told as it is now.
  const current = newer === undefined ? undefined : reviewedOf(isNow, newer.document);
  const isOther = current !== undefined && current.plan.plan_id !== shown?.plan.plan_id;
  const reviewed = shown !== undefined && current !== undefined && !isOther ? { ...current, plan: shown.plan } : shown;
  const wrong = areDocumentsWrong(reply?.problem) ? reply?.problem : undefined;
  const verdict = reviewed === undefined ? undefined : verdictOn(reviewed);
  return (
    <Page
      title={verdict?.title ?? titleWithout(reply?.problem)}
      crumb={
        <>
          <a href="/ui/plans">Plans</a> / <span class="mono">{isNow ? "now" : rest.slice(0, 6)}</span>
        </>
      }
      meta={reviewed !== undefined && <Origin reviewed={reviewed} answered={answered} />}
      isLoading={answered.isLoading}
      problem={wrong === undefined ? (reply?.problem ?? earlier.problem) : undefined}
      onRetry={answered.reload}
    >
      {wrong !== undefined && <WrongDocuments problem={wrong} />}
      {isOther && (
        <p class="banner" role="status">
          The documents or rows now make plan <span class="mono">{current.plan.plan_id.slice(0, 6)}</span>; this page
          stays what it was.{" "}
          <button type="button" class="newer" onClick={answered.accept}>
            Show it
          </button>
        </p>
      )}
      {reviewed !== undefined && verdict !== undefined && (
        <Review
          key={reviewed.plan.plan_id}
          reviewed={reviewed}
          verdict={verdict}
          against={earlier.plan}
          onSql={isNow ? toggleSql : undefined}
        />
      )}
    </Page>
  );
}

/** What stands above a page without a plan. */
function titleWithout(problem: Problem | undefined): string {
  if (problem === undefined) return "The plan";
  return areDocumentsWrong(problem) ? wrongTitle(problem) : "There is no such plan";
}

/** The plan that the address says to compare with. */
function useEarlier(): { readonly plan: Earlier | undefined; readonly problem: Problem | undefined } {
  const id = address.value.searchParams.get("against");
  const isId = id !== null && /^[0-9a-f]{4,64}$/.test(id);
  const { reply } = useAnswer(isId ? `/plans/${id}` : null, { topics: [] });
  const shown = reply?.document as ShowPlanOutput | undefined;
  return {
    plan: isId && shown !== undefined && "plan" in shown ? { plan: shown.plan } : undefined,
    problem: isId ? reply?.problem : undefined,
  };
}

function toggleSql(): void {
  const isShown = address.value.searchParams.has("sql");
  navigate(withParameters({ sql: isShown ? undefined : "1" }), { replace: true });
}

/** Both answers about plans, as one. */
function reviewedOf(isNow: boolean, document: object | undefined): ReviewedPlan | undefined {
  if (document === undefined) return undefined;
  const fresh = { status: "open", because: null, appliedBy: null, expiresAt: null, refused: null } as const;
  if (isNow) {
    const plan = document as PlanOutput & PlanFile;
    return "plan_id" in plan ? { ...fresh, plan, standing: plan, lastApplied: plan.last_applied } : undefined;
  }
  const { plan, standing, last_applied: lastApplied } = document as ShowPlanOutput;
  return {
    plan,
    standing,
    status: standing?.status ?? "unknown",
    because: standing?.because ?? null,
    appliedBy: standing?.applied_by ?? null,
    lastApplied,
    expiresAt: standing?.expires_at ?? null,
    refused: standing?.refused ?? null,
  };
}

function Origin({
  reviewed: { plan, standing, expiresAt, status },
  answered,
}: {
  readonly reviewed: ReviewedPlan;
  readonly answered: Answered;
}): JSX.Element {
  const { git, created_at: at, database } = plan;
  return (
    <>
      From <Text of={git.branch ?? "no branch"} />{" "}
      <span class="mono">{git.commit?.slice(0, 7) ?? "without a commit"}</span>
      {git.dirty && ", with changes in no commit"}, planned <When at={at} /> for <Text of={database.name} />.{" "}
      {standing?.asked_at !== null && standing?.asked_at !== undefined && (
        <>
          Asked about since <When at={standing.asked_at} />.{" "}
        </>
      )}
      {expiresAt !== null && status === "open" && (
        <>
          Expires <When at={expiresAt} />.{" "}
        </>
      )}
      {status === "stale" || status === "replaced" ? (
        <>
          <a href={`/ui/plans/now?against=${plan.plan_id.slice(0, 16)}`}>Compare with what the documents make now</a>
          .{" "}
        </>
      ) : null}
      {answered.reply !== undefined && (
        <>
          Looked at <When at={(answered.newer ?? answered.reply).at} />.
        </>
      )}
    </>
  );
}
