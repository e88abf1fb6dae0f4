import type { JSX } from "preact";
import type { PlanFile } from "../../../src/model/output/plan-file.ts";
import { address, navigate, withParameters } from "../../address.ts";
import { useKeys } from "../../frame/keys.tsx";
import { announce } from "../../parts/announcer.tsx";
import { SetFilter } from "../../parts/filters.tsx";
import { Symbol } from "../../parts/symbol.tsx";
import type { SymbolName } from "../../parts/symbols.ts";
import { Text } from "../../parts/text.tsx";
import { Rail } from "./rail.tsx";
import { type Section, sectionsOf, type SidedResource } from "./sided.ts";
import { Sides, type Viewed } from "./sides.tsx";
import type { ReviewedPlan, Verdict } from "./standing.ts";
import { useViewed } from "./viewed.ts";

export interface ReviewProps {
  readonly reviewed: ReviewedPlan;
  readonly verdict: Verdict;
  /** Shows and hides statements; undefined where there are none to show. */
  readonly onSql: (() => void) | undefined;
}

const filterNames = ["action", "kind", "address"] as const;

/** A plan, section by section, with the rail beside it. */
export function Review({ reviewed, verdict, onSql }: ReviewProps): JSX.Element {
  const { plan } = reviewed;
  const viewed = useViewed(plan.plan_id);
  const parameters = address.value.searchParams;
  const showsAll = parameters.get("show") === "all";
  const sections = sectionsOf(plan);
  const addresses = sections.flatMap(({ resources }) => resources.map((resource) => resource.address));
  const seen = addresses.filter((one) => viewed.has(one)).length;
  const toggleAll = (): void => navigate(withParameters({ show: showsAll ? undefined : "all" }), { replace: true });
  useReviewKeys({ viewed, toggleAll, onSql });
  return (
    <>
      <Summary plan={plan} />
      <a class="to-rail" href="#agree">
        Who must agree, and the command
      </a>
      <div class="review">
        <div>
          {addresses.length > 0 && (
            <p class="second tools">
              {seen} of {addresses.length} viewed{" "}
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
          {plan.gates.length > 0 && <Gates plan={plan} />}
          {sections.map((section) => (
            <SectionView key={section.id} section={section} viewed={viewed} showsAll={showsAll} />
          ))}
          {plan.findings.length > 0 && <Findings plan={plan} />}
        </div>
        <Rail reviewed={reviewed} verdict={verdict} />
      </div>
    </>
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
}: {
  readonly section: Section;
  readonly viewed: Viewed;
  readonly showsAll: boolean;
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
      {shown.length > 0 && <Sides section={{ ...section, resources: shown }} viewed={viewed} showsAll={showsAll} />}
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

function Gates({ plan }: { readonly plan: PlanFile }): JSX.Element {
  return (
    <section aria-labelledby="gates">
      <div class="section-tools">
        <h2 id="gates">
          Gates closed <span class="quiet">{plan.gates.length}</span>
        </h2>
      </div>
      <ul class="findings">
        {plan.gates.map(({ code, message, address: of }) => (
          <li key={`${code} ${of}`}>
            <Symbol name="error" />
            <span>
              <Text of={message} />{" "}
              <a class="mono" href={`/ui/explain/${code}`}>
                {code}
              </a>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Findings({ plan }: { readonly plan: PlanFile }): JSX.Element {
  return (
    <section aria-labelledby="findings">
      <div class="section-tools">
        <h2 id="findings" tabIndex={-1}>
          Findings <span class="quiet">{plan.findings.length}</span>
        </h2>
      </div>
      <ul class="findings">
        {plan.findings.map(({ severity, code, message, file, line, column }, at) => (
          <li key={at}>
            <Symbol name={severity} />
            <span>
              <span class="hidden-words">{severity}: </span>
              <Text of={message} /> {file !== null && <Text of={`${file}:${line ?? 1}:${column ?? 1}`} class="mono" />}{" "}
              <a class="mono" href={`/ui/explain/${code}`}>
                {code}
              </a>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ReviewKeys {
  readonly viewed: Viewed;
  toggleAll(): void;
  readonly onSql: (() => void) | undefined;
}

function useReviewKeys({ viewed, toggleAll, onSql }: ReviewKeys): void {
  const rows = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>("[data-row]")];
  const current = (): HTMLElement | undefined => rows().find((row) => row.contains(document.activeElement));
  const go = (row: HTMLElement | undefined): void => {
    row?.querySelector<HTMLElement>("a")?.focus();
    row?.scrollIntoView({ block: "nearest" });
    const at = row === undefined ? -1 : rows().indexOf(row);
    if (row !== undefined) announce(`${row.dataset["row"] ?? ""}, ${at + 1} of ${rows().length}`);
  };
  const unseen = (by: 1 | -1): void => {
    const all = rows();
    const here = all.indexOf(current() as HTMLElement);
    const order = by === 1 ? all.slice(here + 1) : all.slice(0, Math.max(0, here)).toReversed();
    go(order.find((row) => !viewed.has(row.dataset["row"] ?? "")));
  };
  const copyNth = (nth: number): void => document.querySelectorAll<HTMLElement>(".step [data-command]")[nth]?.click();
  useKeys({
    v: {
      says: "viewed, and the next",
      act: () => {
        const row = current() ?? rows()[0];
        if (row === undefined) return;
        viewed.toggle(row.dataset["row"] ?? "");
        go(rows()[rows().indexOf(row) + 1] ?? row);
      },
    },
    n: { says: "next not viewed", act: () => unseen(1) },
    p: { says: "previous not viewed", act: () => unseen(-1) },
    e: { says: "hidden fields here", act: () => current()?.querySelector<HTMLElement>(".hidden-fields a")?.click() },
    E: { says: "hidden fields everywhere", act: toggleAll },
    ...(onSql === undefined ? {} : { s: { says: "SQL", act: onSql } }),
    "!": {
      says: "next conflict or destroy",
      act: () => go(rows().find((row) => /del-row/.test(row.className) && !row.contains(document.activeElement))),
    },
    a: { says: "to the rail", act: () => document.querySelector<HTMLElement>("#agree")?.focus() },
    c: { says: "copy the first command", act: () => copyNth(0) },
    C: { says: "copy the second", act: () => copyNth(1) },
  });
}
