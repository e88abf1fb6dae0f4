import type { JSX } from "preact";
import type { PlanFile } from "../../../src/model/output/plan-file.ts";
import { Text } from "../../parts/text.tsx";
import { many } from "../files/file-words.ts";

/** Whether a plan is of a deed on an enum and of no rows. */
export function isOfEnum({ resource_changes: changes }: Pick<PlanFile, "resource_changes">): boolean {
  return changes[0]?.kind === "EnumMigration";
}

const titles: { readonly [direction: string]: string } = {
  implement: "A change of an enum",
  rollback: "The way back of an enum's change",
  retire: "The end of a former enum",
};

/** What is done to an enum on its target: what is to be accepted first, then values, then the SQL as it would run. */
export function EnumDeed({ plan }: { readonly plan: PlanFile }): JSX.Element {
  const after: Values = plan.resource_changes[0]?.change.after ?? {};
  const detail: Values = plan.detail ?? {};
  const direction = textOf(after, "direction");
  const [from, to] = [typeOf(after["from"]), typeOf(after["to"])];
  return (
    <section aria-labelledby="enum-deed">
      <div class="section-tools">
        <h2 id="enum-deed" tabIndex={-1}>
          {titles[direction] ?? "A deed on an enum"}
        </h2>
        <span class="second">
          {textOf(after, "strategy")}
          {textOf(detail, "why") !== "" && (
            <>
              : <Text of={textOf(detail, "why")} />
            </>
          )}
        </span>
      </div>
      <Hazards hazards={listOf(detail["hazards"])} />
      <dl class="stacked">
        <Fact name="Target" value={textOf(after, "target")} />
        <Fact name="Now" value={direction === "rollback" ? to : from} />
        <Fact name={direction === "retire" ? "Stays" : "Becomes"} value={direction === "rollback" ? from : to} />
        <Fact name="Values" value={mapOf(after["map"], direction === "rollback")} />
        <Fact name="Columns" value={columnsOf(after["columns"])} />
      </dl>
      <Sql title="What runs" text={textOf(after, "script")} isOpen />
      <Sql title="The way back" text={textOf(after, "way_back")} />
      <Sql title="The end of the way back" text={textOf(after, "ending")} />
    </section>
  );
}

type Values = { readonly [field: string]: unknown };

/** What the deed does besides: whoever agrees has read it here. */
function Hazards({ hazards }: { readonly hazards: readonly unknown[] }): JSX.Element | null {
  if (hazards.length === 0) return null;
  return (
    <>
      <h3>Hazards that it accepts</h3>
      <ul>
        {hazards.map((hazard) => {
          const { code, objects } = hazard as { readonly code: string; readonly objects: readonly string[] };
          return (
            <li key={code}>
              <a href={`/ui/explain/${code}`}>{code}</a> <Text of={objects.join(", ")} class="mono" />
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Text of={value} class="mono" />
      </dd>
    </div>
  );
}

function Sql({
  title,
  text,
  isOpen = false,
}: {
  readonly title: string;
  readonly text: string;
  readonly isOpen?: boolean;
}): JSX.Element | null {
  if (text === "") return null;
  return (
    <details class="script" open={isOpen}>
      <summary>
        {title} <span class="quiet">{many(text.trimEnd().split("\n").length, "line", "lines")}</span>
      </summary>
      <pre>
        <Text of={text} />
      </pre>
    </details>
  );
}

function textOf(values: Values, field: string): string {
  const value = values[field];
  return typeof value === "string" ? value : "";
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function typeOf(value: unknown): string {
  const { schema, name } = (value ?? {}) as { readonly schema?: string; readonly name?: string };
  return `${schema ?? ""}.${name ?? ""}`;
}

function mapOf(value: unknown, isBack: boolean): string {
  return listOf(value)
    .map((pair) => listOf(pair).map(String))
    .map(([label = "", word = ""]) => (isBack ? `${word} → ${label}` : `${label} → ${word}`))
    .join(", ");
}

function columnsOf(value: unknown): string {
  return listOf(value)
    .map((column) => {
      const { schema, table, column: name } = column as { schema: string; table: string; column: string };
      return `${schema}.${table}.${name}`;
    })
    .join(", ");
}
