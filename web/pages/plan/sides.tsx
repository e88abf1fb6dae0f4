import type { ComponentChildren, JSX } from "preact";
import { toggled, valuesOf } from "../../address.ts";
import { escaped } from "../../parts/links.ts";
import { Symbol } from "../../parts/symbol.tsx";
import { Text } from "../../parts/text.tsx";
import { isMoment, When } from "../../parts/when.tsx";
import { useResourceWindow } from "./resource-window.ts";
import { isProse, SideValue, textOf } from "./side-value.tsx";
import type { Section, Side, SidedField, SidedResource } from "./sided.ts";

/** What the reader has ticked: for themselves, by the plan's content. */
export interface Viewed {
  has(address: string): boolean;
  toggle(address: string): void;
}

/** How many fields of a new or removed row are shown at once. */
const mostFields = 8;

/** Declared, database, last applied: a section of the review. */
export function Sides({
  section,
  viewed,
  showsAll,
  isLong = false,
  below,
}: {
  readonly section: Pick<Section, "id" | "resources">;
  /** Undefined where there is nothing to tick. */
  readonly viewed?: Viewed;
  readonly showsAll: boolean;
  /** Whether there is so much that only what is in view is drawn. */
  readonly isLong?: boolean;
  /** What stands below a resource. */
  below?(resource: SidedResource): ComponentChildren;
}): JSX.Element {
  const window = useResourceWindow(
    section.resources.map(({ address }) => address),
    isLong,
  );
  return (
    <table class="sides" role="table" aria-labelledby={section.id} ref={window.table}>
      <colgroup>
        <col class="of-field" />
        <col />
        <col />
        <col />
      </colgroup>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            Field
          </th>
          {heads.map(([title, says]) => (
            <th key={title} role="columnheader" scope="col">
              <b>{title}</b>
              {says}
            </th>
          ))}
        </tr>
      </thead>
      <Room height={window.above} />
      {section.resources.slice(window.from, window.to).map((resource) => (
        <Resource key={resource.address} resource={resource} viewed={viewed} showsAll={showsAll}>
          {below?.(resource)}
        </Resource>
      ))}
      <Room height={window.below} />
    </table>
  );
}

/** For resources that are not drawn. */
function Room({ height }: { readonly height: number }): JSX.Element | null {
  if (height === 0) return null;
  return (
    <tbody aria-hidden="true">
      <tr>
        <td colSpan={4} style={{ height: `${height}px`, padding: 0 }} />
      </tr>
    </tbody>
  );
}

const heads = [
  ["Declared", "document"],
  ["Database", "now"],
  ["Last applied", "by v7"],
] as const;

interface ResourceProps {
  readonly resource: SidedResource;
  readonly viewed: Viewed | undefined;
  readonly showsAll: boolean;
  readonly children: ComponentChildren;
}

function Resource({ resource, viewed, showsAll, children }: ResourceProps): JSX.Element {
  const { address, name, symbol, action, says, source, fields, equal, sql, tone } = resource;
  const isOpen = showsAll || valuesOf("open").includes(address);
  const shown = isOpen ? [...fields, ...equal] : fields.slice(0, mostFields);
  const further = fields.length - Math.min(fields.length, mostFields);
  return (
    <tbody role="rowgroup" class={`resource ${tone}-row`} data-row={address} id={anchorOf(address)}>
      <tr role="row">
        <th colSpan={4} scope="rowgroup" role="rowheader" class="resource-head">
          <div>
            <Symbol name={symbol} />
            <span>
              <span class="hidden-words">{action} </span>
              <a href={`/ui/r/${escaped(address)}`}>
                <b>
                  <Text of={address} class="mono" />
                </b>
              </a>{" "}
              {name !== "" && <Text of={name} />}
            </span>
            {viewed === undefined ? <span /> : <Tick viewed={viewed} address={address} />}
            <p class="second">
              {says !== "" && <Text of={says} />}
              {says !== "" && source !== "" && " "}
              {isMoment(source) ? <When at={source} /> : <Text of={source} class="mono" />}
            </p>
          </div>
        </th>
      </tr>
      {shown.map((field) => (
        <FieldRow key={field.field} field={field} />
      ))}
      {(further > 0 || equal.length > 0) && !showsAll && (
        <tr role="row" class="hidden-fields">
          <td colSpan={4} role="cell">
            <a role="button" href={toggled("open", address)} data-stays aria-expanded={isOpen}>
              {hiddenWords(isOpen, further, equal.length)}
            </a>
          </td>
        </tr>
      )}
      {children !== undefined && (
        <tr role="row" class="hidden-fields">
          <td colSpan={4} role="cell">
            {children}
          </td>
        </tr>
      )}
      {sql !== undefined && (
        <tr role="row" class="statement">
          <td colSpan={4} role="cell">
            <Text of={sql} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

function Tick({ viewed, address }: { readonly viewed: Viewed; readonly address: string }): JSX.Element {
  return (
    <label>
      <input
        type="checkbox"
        checked={viewed.has(address)}
        aria-label={`Viewed ${address}`}
        onChange={() => viewed.toggle(address)}
      />{" "}
      Viewed
    </label>
  );
}

function anchorOf(address: string): string {
  return address.replaceAll(/[^\w.-]/g, "-");
}

/** Whatever is not shown is counted. */
function hiddenWords(isOpen: boolean, further: number, equal: number): string {
  const parts = [
    further > 0 ? `${further} more ${further === 1 ? "field" : "fields"} of the row` : "",
    equal > 0 ? `${equal} equal ${equal === 1 ? "field" : "fields"}` : "",
  ].filter(Boolean);
  return `${parts.join(" and ")} ${isOpen ? "shown" : "hidden"}`;
}

function FieldRow({ field: { field, declared, live, applied, alone } }: { readonly field: SidedField }): JSX.Element {
  const differs = (side: "declared" | "live" | "applied"): boolean => alone === "all" || alone === side;
  return (
    <tr role="row" class="field">
      <th scope="row" role="rowheader">
        <Text of={field} />
      </th>
      <Cell label="Declared" side={declared} other={live} differs={differs("declared")} />
      <Cell label="Database" side={live} other={applied} differs={differs("live")} />
      <Cell label="Last applied" side={applied} other={undefined} differs={differs("applied")} />
    </tr>
  );
}

interface CellProps {
  readonly label: string;
  readonly side: Side;
  /** What it is compared with, where it stands alone. */
  readonly other: Side | undefined;
  readonly differs: boolean;
}

function Cell({ label, side, other, differs }: CellProps): JSX.Element {
  return (
    <td
      role="cell"
      class={`${differs ? "differs" : ""} ${"value" in side && isProse(textOf(side.value)) ? "is-prose" : ""}`}
      data-label={label}
    >
      <span>
        <SideValue side={side} other={differs ? other : undefined} />
        {differs && <span class="hidden-words"> (differs)</span>}
      </span>
    </td>
  );
}
