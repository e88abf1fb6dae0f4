import { Fragment, type JSX } from "preact";
import { Command } from "../parts/command.tsx";
import { linkOf } from "../parts/links.ts";
import { keyOf } from "../parts/row-key.ts";
import { type Row, Table } from "../parts/table.tsx";
import { heading, Value } from "../parts/value.tsx";

/** What every document has around its own keys. */
const around = new Set(["format_version", "command"]);

/** An answer that is no list: its values, and a table for each list in it. */
export function Sections({ document }: { readonly document: Row }): JSX.Element {
  const entries = Object.entries(document).filter(([key]) => !around.has(key));
  const plain = entries.filter(([, value]) => !isGroup(value));
  return (
    <>
      {plain.length > 0 && <Values entries={plain} />}
      {entries
        .filter(([, value]) => isGroup(value))
        .map(([key, value]) => (
          <section key={key} aria-labelledby={`of-${key}`}>
            <div class="section-head">
              <h2 id={`of-${key}`}>{heading(key)}</h2>
            </div>
            {Array.isArray(value) ? (
              <Rows name={key} rows={value as Row[]} />
            ) : (
              <Values entries={Object.entries(value as Row)} />
            )}
          </section>
        ))}
    </>
  );
}

function isGroup(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => typeof item === "object" && item !== null);
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

/** How many columns there are beside each other. */
const most = 6;

function Rows({ name, rows }: { readonly name: string; readonly rows: readonly Row[] }): JSX.Element {
  const keys = Object.keys(rows[0] ?? {}).filter((key) =>
    rows.some((row) => row[key] !== null && row[key] !== undefined),
  );
  const folded = keys.slice(most);
  return (
    <>
      <Table label={heading(name)} columns={keys.slice(0, most).map((key) => ({ key }))} rows={rows} keyOf={keyOf} />
      {folded.length > 0 && (
        <p class="second">
          {folded.length} more in each row unfolded: {folded.map(heading).join(", ")}.
        </p>
      )}
    </>
  );
}

function Values({ entries }: { readonly entries: readonly (readonly [string, unknown])[] }): JSX.Element {
  return (
    <dl class="inside values">
      {entries.map(([key, value]) => (
        <Fragment key={key}>
          <dt>{heading(key)}</dt>
          <dd>
            <OneValue name={key} value={value} />
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

function OneValue({ name, value }: { readonly name: string; readonly value: unknown }): JSX.Element {
  if (name === "next" && typeof value === "string") return <Command text={value} />;
  const to = linkOf(name, value);
  const shown = <Value value={value} column={name} isWhole />;
  return to === undefined ? shown : <a href={to}>{shown}</a>;
}
