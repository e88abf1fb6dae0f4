import type { JSX } from "preact";
import type { PlanFile } from "../../../src/model/output/plan-file.ts";
import { address, navigate, toggled, withParameters } from "../../address.ts";
import { SetFilter } from "../../parts/filters.tsx";
import { Symbol } from "../../parts/symbol.tsx";
import type { SymbolName } from "../../parts/symbols.ts";
import { Text } from "../../parts/text.tsx";
import { type Comparison, comparedWith } from "./against.ts";
import { Copies, isOfCopies } from "./copies.tsx";
import { EnumDeed, isOfEnum } from "./enum-deed.tsx";
import { Findings } from "./findings.tsx";
import { Gates } from "./gates.tsx";
import { Rail } from "./rail.tsx";
import { mostDrawn } from "./resource-window.ts";
import { useReviewKeys } from "./review-keys.ts";
import { type Section, sectionsOf, type SidedResource } from "./sided.ts";
import { Sides, type Viewed } from "./sides.tsx";
import type { ReviewedPlan, Verdict } from "./standing.ts";
import { useViewed } from "./viewed.ts";

export interface ReviewProps {
  readonly reviewed: ReviewedPlan;
  readonly verdict: Verdict;
  /** The plan that was read before, where the reader names one. */
  readonly against: Earlier | undefined;
  /** Shows and hides statements; undefined where there are none to show. */
  readonly onSql: (() => void) | undefined;
}

/** A plan to compare with. */
export interface Earlier {
  readonly plan: PlanFile;
}

const filterNames = ["action", "kind", "address"] as const;

/** A plan, section by section, with the rail beside it. */
export function Review({ reviewed, verdict, against, onSql }: ReviewProps): JSX.Element {
  const { plan } = reviewed;
  const viewed = useViewed(plan.plan_id);
  const parameters = address.value.searchParams;
  const showsAll = parameters.get("show") === "all";
  const all = isOfCopies(plan) || isOfEnum(plan) ? [] : sectionsOf(plan, reviewed.lastApplied);
  const compared = against === undefined ? undefined : compareWith(all, against);
  const showsEqual = parameters.getAll("open").includes(equalRows);
  const sections =
    compared === undefined ? all : [...compared.sections, ...(showsEqual ? compared.equal.map(asEqual) : [])];
  const rows = sections.flatMap(({ resources, isFiltered }) => (isFiltered ? resources.filter(isWanted) : resources));
  const addresses = rows.map((resource) => resource.address);
  const everything = all.flatMap(({ resources }) => resources);
  const seen = everything.filter((resource) => viewed.has(resource.address)).length;
  const toggleAll = (): void => navigate(withParameters({ show: showsAll ? undefined : "all" }), { replace: true });
  const grave = rows.filter(({ tone }) => tone === "del").map((resource) => resource.address);
  useReviewKeys({ addresses, grave, viewed, toggleAll, onSql });
  const isLong = rows.length > mostDrawn;
  return (
    <>
      <Summary plan={plan} />
      <a class="to-rail" href="#agree">
        Who must agree, and the command
      </a>
      <div class="review">
        <div>
          {everything.length > 0 && (
            <p class="second tools">
              {seen} of {everything.length} viewed{" "}
              <button type="button" onClick={toggleAll} aria-pressed={showsAll}>
                {showsAll ? "Changed fields alone" : "Unchanged fields too"}
              </button>
              {onSql !== undefined && (
                <button type="button" onClick={onSql} aria-pressed={parameters.has("sql")}>
                  SQL
                </button>
              )}
            </p>
          )}
          {isLong && <Kinds resources={everything} />}
          {compared !== undefined && against !== undefined && (
            <Compared comparison={compared} earlier={against} showsEqual={showsEqual} />
          )}
          {plan.gates.length > 0 && <Gates plan={plan} />}
          {isOfCopies(plan) && <Copies plan={plan} />}
          {isOfEnum(plan) && <EnumDeed plan={plan} />}
          {sections.map((section) => (
            <SectionView key={section.id} section={section} viewed={viewed} showsAll={showsAll} isLong={isLong} />
          ))}
          {plan.findings.length > 0 && <Findings findings={plan.findings} />}
        </div>
        <Rail reviewed={reviewed} verdict={verdict} />
      </div>
    </>
  );
}

/** In `open`: rows that are as in the earlier plan. */
const equalRows = "equal";

function compareWith(sections: readonly Section[], { plan }: Earlier): Comparison {
  return comparedWith(sections, sectionsOf(plan), plan.plan_id.slice(0, 6));
}

/** Shown beside the others under a name of its own. */
function asEqual(section: Section): Section {
  return { ...section, id: `${section.id}-equal`, title: `${section.title}, as before`, isFiltered: false };
}

/** What a second reading can leave out, counted, and the way to it. */
function Compared({
  comparison: { sections, equal, gone },
  earlier,
  showsEqual,
}: {
  readonly comparison: Comparison;
  readonly earlier: Earlier;
  readonly showsEqual: boolean;
}): JSX.Element {
  const count = (of: readonly Section[]): number => of.reduce((sum, { resources }) => sum + resources.length, 0);
  const name = earlier.plan.plan_id.slice(0, 6);
  return (
    <div class="banner compared">
      <p>
        Beside plan{" "}
        <a class="mono" href={`/ui/plans/${earlier.plan.plan_id.slice(0, 16)}`}>
          {name}
        </a>
        : {count(sections)} new or changed, {gone.length} gone.{" "}
        {count(equal) > 0 && (
          <a role="button" href={toggled("open", equalRows)} data-stays aria-expanded={showsEqual}>
            {count(equal)} as before {showsEqual ? "shown" : "hidden"}
          </a>
        )}
      </p>
      {gone.length > 0 && (
        <p class="second">
          Gone since {name}: <Text of={gone.join(", ")} class="mono" />
        </p>
      )}
    </div>
  );
}

/** The kinds of a long plan, each with its count: the fast way to a part of it. */
function Kinds({ resources }: { readonly resources: readonly SidedResource[] }): JSX.Element {
  const byKind = Map.groupBy(resources, ({ kind }) => kind);
  return (
    <p class="filters">
      {[...byKind].map(([kind, own]) => (
        <a key={kind} class="set" href={withParameters({ kind, open: undefined })} data-stays>
          <Text of={kind === "" ? "other" : kind} /> <span class="quiet">{own.length}</span>
        </a>
      ))}
    </p>
  );
}

/** The whole plan's counts, whatever is filtered. */
function Summary({ plan }: { readonly plan: PlanFile }): JSX.Element {
  const { add, change, destroy, drift, conflict } = plan.summary;
  const warnings = plan.findings.filter(({ severity }) => severity === "warning").length;
  const parts: readonly (readonly [number, SymbolName, string, string])[] = [
    [add, "create", "to add", "changes"],
    [change, "update", "to change", "changes"],
    [destroy, "delete", "to destroy", "changes"],
    [conflict, "conflict", "in conflict", "conflicts"],
    [drift, "drift", `${drift === 1 ? "row" : "rows"} of drift`, "drift"],
    [warnings, "warning", warnings === 1 ? "warning" : "warnings", "findings"],
  ];
  return (
    <ul class="sum" aria-label="Summary">
      {parts
        .filter(([count]) => count > 0)
        .map(([count, symbol, words, target]) => (
          <li key={words}>
            <a href={`#${target}`}>
              <Symbol name={symbol} /> {count} {words}
            </a>
          </li>
        ))}
    </ul>
  );
}

function SectionView({
  section,
  viewed,
  showsAll,
  isLong,
}: {
  readonly section: Section;
  readonly viewed: Viewed;
  readonly showsAll: boolean;
  readonly isLong: boolean;
}): JSX.Element {
  const shown = section.isFiltered ? section.resources.filter(isWanted) : section.resources;
  return (
    <section aria-labelledby={section.id}>
      <div class="section-tools">
        <h2 id={section.id} tabIndex={-1}>
          {section.title} <span class="quiet">{section.resources.length}</span>
        </h2>
        <span class="second">{section.says}</span>
      </div>
      {shown.length < section.resources.length && <Hidden all={section.resources} shown={shown} />}
      {shown.length > 0 && (
        <Sides section={{ ...section, resources: shown }} viewed={viewed} showsAll={showsAll} isLong={isLong} />
      )}
    </section>
  );
}

/** Rows that somebody has to agree to are never filtered away. */
function isWanted({ action, kind, address: of, says }: SidedResource): boolean {
  const wanted = address.value.searchParams;
  const words: Readonly<Record<string, string>> = { create: "add", update: "change", delete: "destroy" };
  const actions = wanted.getAll("action").map((word) => words[word] ?? word);
  const kinds = wanted.getAll("kind").map((word) => word.toLowerCase());
  const parts = wanted.getAll("address");
  if (says.includes("Somebody has to agree")) return true;
  return (
    (actions.length === 0 || actions.includes(action)) &&
    (kinds.length === 0 || kinds.includes(kind.toLowerCase())) &&
    (parts.length === 0 || parts.some((part) => of.includes(part)))
  );
}

function Hidden({
  all,
  shown,
}: {
  readonly all: readonly SidedResource[];
  readonly shown: readonly SidedResource[];
}): JSX.Element {
  const destroyed = all.filter((row) => row.action === "destroy" && !shown.includes(row)).length;
  return (
    <p class="banner sticks" role="status">
      The filter shows {shown.length} of {all.length} changes
      {destroyed > 0 && `; ${destroyed} destroy ${destroyed === 1 ? "is" : "are"} hidden`}.{" "}
      {filterNames.flatMap((name) =>
        address.value.searchParams.getAll(name).map((value) => <SetFilter key={name} name={name} value={value} />),
      )}
    </p>
  );
}
