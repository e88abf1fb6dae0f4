import type { JSX } from "preact";
import { withParameters } from "../../address.ts";
import { escaped } from "../../parts/links.ts";
import { Path } from "../../parts/path.tsx";
import { keyOf } from "../../parts/row-key.ts";
import { Symbol } from "../../parts/symbol.tsx";
import { type Column, Inside, type Row, type TableProps } from "../../parts/table.tsx";
import { Absent, Text } from "../../parts/text.tsx";
import { counted, size } from "../../parts/value.tsx";
import type { ListedView } from "./views.ts";

/** The page of a registered file. */
export function fileHref(path: string): string {
  return `/ui/files/at/${escaped(path)}`;
}

/** Where a row leads that is about one file. */
export function pageOfFile({ path }: Row): string | undefined {
  return typeof path === "string" ? fileHref(path) : undefined;
}

const path: Column = { key: "path", cell: (row) => <Path of={String(row["path"])} /> };
const bytes: Column = { key: "size_bytes", shape: "number", cell: (row) => size(Number(row["size_bytes"])) };

/** What each view shows of a row, beside each other. */
export const columnsOf: Readonly<Record<ListedView, readonly Column[]>> = {
  list: [
    path,
    { key: "status", title: "State", isQuiet: ({ status }) => status === "present", cell: State },
    { key: "place", cell: Place },
    { key: "type" },
    bytes,
    { key: "modified_at" },
  ],
  components: [
    { key: "component", cell: Component },
    { key: "files" },
    { key: "share_percent", title: "Share", cell: Share },
    bytes,
    { key: "newest", title: "Newest written" },
  ],
  duplicates: [
    { key: "paths", title: "Equal files", cell: Copies },
    { key: "copies" },
    { key: "size_bytes", title: "Size of each", shape: "number", cell: (row) => size(Number(row["size_bytes"])) },
    { key: "freed_bytes", title: "Could be freed", shape: "number", cell: (row) => size(Number(row["freed_bytes"])) },
  ],
  stale: [path, { key: "days", shape: "number" }, bytes, { key: "modified_at", title: "Written" }],
  unrouted: [
    path,
    { key: "component", title: "Proposed place", cell: Place },
    { key: "because", cell: (row) => <Text of={String(row["because"])} class="second" /> },
  ],
};

/** What a registered file's row shows unfolded, in order. */
const inside = [
  "path",
  "sha256",
  "component",
  "pillar",
  "project",
  "type",
  "ext",
  "size_bytes",
  "modified_at",
  "status",
];

/** All that the list knows of a file. */
export function insideOf(row: Row): JSX.Element {
  const known = Object.entries(row).toSorted(([one], [other]) => placeIn(one) - placeIn(other));
  return <Inside row={Object.fromEntries(known)} />;
}

function placeIn(key: string): number {
  const place = inside.indexOf(key);
  return place < 0 ? inside.length : place;
}

const byPath: TableProps["keyOf"] = keyOf;

/** What a row of each view is called in the address. */
export const keyOfView: Readonly<Record<ListedView, TableProps["keyOf"]>> = {
  list: byPath,
  components: ({ component }) => (typeof component === "string" ? component : "none"),
  duplicates: ({ sha256 }) => String(sha256).slice(0, 12),
  stale: byPath,
  unrouted: byPath,
};

function State({ status }: Row): JSX.Element {
  if (status === "present") return <Absent>present</Absent>;
  return (
    <span class="status">
      <Symbol name={status === "deleted" ? "delete" : "warning"} /> {String(status)}
    </span>
  );
}

function Component({ component }: Row): JSX.Element {
  if (typeof component !== "string") return <Absent>no component</Absent>;
  return (
    <a href={withParameters({ view: undefined, component, open: undefined, limit: undefined })}>
      <Text of={component} />
    </a>
  );
}

function Share({ share_percent: share }: Row): JSX.Element {
  return (
    <span class="share">
      <span class="share-bar" aria-hidden="true">
        <span style={{ width: `${Math.min(100, Number(share))}%` }} />
      </span>
      {counted(Number(share))} %
    </span>
  );
}

/** So many of a group are named beside each other; the row unfolded has all of them. */
const most = 4;

function Copies({ paths }: Row): JSX.Element {
  const all = paths as readonly string[];
  return (
    <ul>
      {all.slice(0, most).map((one) => (
        <li key={one}>
          <a href={fileHref(one)}>
            <Path of={one} />
          </a>
        </li>
      ))}
      {all.length > most && <li class="quiet">{all.length - most} more in the row unfolded</li>}
    </ul>
  );
}

/** Component, pillar and project, as far as somebody knows them. */
function Place({ component, pillar, project }: Row): JSX.Element {
  const place = [component, pillar, project].filter((part) => typeof part === "string");
  return place.length === 0 ? <Absent>none</Absent> : <Text of={place.join(" / ")} />;
}
