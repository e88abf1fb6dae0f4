import type { JSX } from "preact";
import type { NetworkInterface, NodeCompareOutput, ReplicationLink } from "../../../src/model/output/node-compare.ts";
import { escaped } from "../../parts/links.ts";
import { Symbol } from "../../parts/symbol.tsx";
import { type Column, type Row, Table } from "../../parts/table.tsx";
import { Absent, Text } from "../../parts/text.tsx";
import { counted, size, Value } from "../../parts/value.tsx";
import { ago, When } from "../../parts/when.tsx";
import { otherFacts } from "./node-words.ts";

/** The links it is part of: from whom to whom, and how far behind. */
export function Replication({
  compared: { replication },
}: {
  readonly compared: NodeCompareOutput;
}): JSX.Element | null {
  if (replication.length === 0) return null;
  return (
    <section aria-labelledby="replication">
      <div class="section-head">
        <h2 id="replication">Replication</h2>
      </div>
      <Table
        label="Replication"
        columns={linkColumns}
        rows={replication as unknown as readonly Row[]}
        keyOf={({ slot }, at) => `slot ${String(slot ?? at)}`}
        isPlain
      />
    </section>
  );
}

const linkColumns: readonly Column[] = [
  { key: "slot", title: "Link", cell: Link },
  { key: "slot_name", title: "Slot", cell: ({ slot }) => <Text of={String(slot ?? "none")} class="mono" /> },
  { key: "state", cell: LinkState },
  { key: "replay_lag_ms", title: "Behind", shape: "number", cell: Behind },
  { key: "checked_at", title: "Seen" },
];

function Link(row: Row): JSX.Element {
  const { primary, replica } = row as unknown as ReplicationLink;
  return (
    <>
      <Text of={primary ?? "unknown"} /> → <Text of={replica ?? "unknown"} />
    </>
  );
}

function LinkState(row: Row): JSX.Element {
  const { is_active: isActive, state, sync_state: sync } = row as unknown as ReplicationLink;
  if (!isActive)
    return (
      <span class="status">
        <Symbol name="warning" /> not at work
      </span>
    );
  const said = [state, sync].filter((one) => one !== null).join(", ");
  return said === "" ? <Absent>never seen at work</Absent> : <Text of={said} />;
}

function Behind(row: Row): JSX.Element {
  const { replay_lag_ms: lag, lag_bytes: bytes } = row as unknown as ReplicationLink;
  const parts = [lag === null ? "" : `${counted(lag)} ms`, bytes === null ? "" : size(bytes)].filter(Boolean);
  return parts.length === 0 ? <Absent>unknown</Absent> : <>{parts.join(", ")}</>;
}

/** The addresses it is reached by. */
export function Interfaces({ compared: { interfaces } }: { readonly compared: NodeCompareOutput }): JSX.Element | null {
  if (interfaces.length === 0) return null;
  const says = (key: "name" | "type" | "netmask" | "gateway"): boolean => interfaces.some((one) => one[key] !== null);
  return (
    <section aria-labelledby="interfaces">
      <div class="section-head">
        <h2 id="interfaces">
          Interfaces <span class="quiet">{interfaces.length}</span>
        </h2>
      </div>
      <Table
        label="Interfaces"
        columns={[
          { key: "ip_address", title: "Address", cell: ({ ip_address: ip }) => <Text of={String(ip)} class="mono" /> },
          ...(["name", "type", "netmask", "gateway"] as const).filter(says).map((key) => ({ key })),
          { key: "status", title: "State", cell: InterfaceState },
        ]}
        rows={interfaces as unknown as readonly Row[]}
        keyOf={({ ip_address: ip }) => `interface ${String(ip)}`}
        hrefOf={({ address }) => `/ui/r/${escaped(String(address))}`}
        isPlain
      />
    </section>
  );
}

function InterfaceState(row: Row): JSX.Element {
  const { is_primary: isPrimary, is_declared: isDeclared, status } = row as unknown as NetworkInterface;
  const said = [isPrimary ? "primary" : "", status ?? "unknown", isDeclared ? "" : "found, not declared"];
  return <Text of={said.filter(Boolean).join(", ")} />;
}

/** What else was seen, folded and counted; the age of what is older than the newest. */
export function OtherFacts({ compared }: { readonly compared: NodeCompareOutput }): JSX.Element | null {
  const facts = otherFacts(compared);
  const { observed_at: newest } = compared.machine;
  if (facts.length === 0) return null;
  const columns: readonly Column[] = [
    { key: "fact", cell: ({ fact }) => <Text of={String(fact)} class="mono" /> },
    { key: "value", cell: ({ value }) => <Value value={value} column="value" /> },
    {
      key: "observed_at",
      title: "Seen",
      shape: "time",
      isQuiet: ({ observed_at: at }) => at === newest,
      cell: ({ observed_at: at }) => (at === newest ? null : <>{ago(String(at))}</>),
    },
  ];
  const isAllNew = facts.every(({ observed_at: at }) => at === newest);
  return (
    <section aria-labelledby="facts">
      <div class="section-head">
        <h2 id="facts">
          Also known <span class="quiet">{facts.length}</span>
        </h2>
        {newest !== null && (
          <span class="second">
            seen <When at={newest} />
            {isAllNew ? "" : ", but where another age is said"}
          </span>
        )}
      </div>
      <div class="pairs">
        <Table
          label="Also known"
          columns={isAllNew ? columns.slice(0, 2) : columns}
          rows={facts as unknown as readonly Row[]}
          keyOf={({ fact }) => `fact ${String(fact)}`}
        />
      </div>
    </section>
  );
}
