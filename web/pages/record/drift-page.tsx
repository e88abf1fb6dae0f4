import type { JSX } from "preact";
import type { DriftOutput } from "../../../src/model/output/drift.ts";
import { address, withParameters } from "../../address.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { Page } from "../../frame/page.tsx";
import { Command } from "../../parts/command.tsx";
import { shellWord } from "../../parts/shell-word.ts";
import { type Row, Table } from "../../parts/table.tsx";
import { Views } from "../../parts/views.tsx";
import { Sides } from "../plan/sides.tsx";
import type { SidedResource } from "../plan/sided.ts";
import { conflictsOf, type DriftGroup, groupsOf } from "./drift-groups.ts";
import { DriftTimeline } from "./drift-timeline.tsx";

const views = [
  ["rows", "Rows"],
  ["timeline", "Timeline"],
  ["machines", "Machines"],
] as const;

/** `/ui/drift`: who went behind v7's back, and do we keep it? */
export function DriftPage(): JSX.Element {
  const answered = useAnswer("/drift", { topics: ["rows", "documents", "applies", "facts"] });
  const drift = answered.reply?.document as DriftOutput | undefined;
  const view = address.value.searchParams.get("view") ?? "rows";
  return (
    <Page
      title={drift === undefined ? "Drift" : titleOf(drift)}
      crumb={<Views views={views} usual="rows" />}
      meta="Rows beside what was last applied, and machines beside what is declared."
      isLoading={answered.isLoading}
      problem={answered.reply?.problem}
      onRetry={answered.reload}
    >
      {drift !== undefined && view === "rows" && <Rows drift={drift} />}
      {drift !== undefined && view === "timeline" && <DriftTimeline drift={drift} />}
      {drift !== undefined && view === "machines" && <Machines drift={drift} />}
    </Page>
  );
}

function titleOf({ drift, conflicts, machines }: DriftOutput): string {
  const rows = new Set(drift.map((entry) => entry.address)).size;
  const seen = machines.filter(({ state }) => state !== "unverified").length;
  const parts = [
    conflicts.length > 0 ? `${conflicts.length} in conflict` : "",
    rows > 0 ? `${rows} ${rows === 1 ? "row" : "rows"} changed outside v7` : "",
    seen > 0 ? `${seen} ${seen === 1 ? "thing" : "things"} of machines not as declared` : "",
  ].filter(Boolean);
  return parts.length === 0 ? "No drift. The rows are as they were last applied." : `${parts.join(", ")}.`;
}

function Rows({ drift }: { readonly drift: DriftOutput }): JSX.Element {
  const conflicts = conflictsOf(drift);
  return (
    <>
      {conflicts.length > 0 && (
        <section aria-labelledby="conflicts">
          <h2 id="conflicts">
            Conflicts <span class="quiet">{conflicts.length}</span>
          </h2>
          <Sides section={{ id: "conflicts", resources: conflicts }} showsAll={false} below={decisionOn} />
        </section>
      )}
      {groupsOf(drift).map((group) => (
        <Group key={group.id} group={group} />
      ))}
      {drift.undeclared.length > 0 && (
        <section aria-labelledby="undeclared">
          <h2 id="undeclared">
            Changed in fields that no document declares <span class="quiet">{drift.undeclared.length}</span>
          </h2>
          <Table
            label="Changes of undeclared fields"
            columns={["address", "fields", "changed_by", "application", "changed_at"].map((key) => ({ key }))}
            rows={drift.undeclared as unknown as readonly Row[]}
            keyOf={(row) => `${String(row["address"])} ${String(row["changed_at"])}`}
          />
        </section>
      )}
    </>
  );
}

function Group({ group }: { readonly group: DriftGroup }): JSX.Element {
  return (
    <section aria-labelledby={group.id}>
      <div class="section-tools">
        <h2 id={group.id}>
          {group.who} <span class="quiet">{group.resources.length}</span>
        </h2>
        {group.by !== null && (
          <a class="second" href={`/ui/history?by=${encodeURIComponent(group.by)}`}>
            All it did
          </a>
        )}
      </div>
      <Sides section={group} showsAll={false} below={(resource) => <Deeds resource={resource} />} />
    </section>
  );
}

/** To keep what somebody did, or to undo it. */
function Deeds({ resource }: { readonly resource: SidedResource }): JSX.Element {
  const isAdded = resource.fields.some(({ declared }) => "word" in declared && declared.word === "no document");
  return (
    <div class="deeds">
      <span>
        Keep <Command text={`v7 ${isAdded ? "adopt" : "pull"} ${shellWord(resource.address)}`} />
      </span>
      {!isAdded && (
        <span>
          Undo <Command text={`v7 plan --revert ${shellWord(resource.address)}`} />
        </span>
      )}
    </div>
  );
}

function decisionOn({ address }: SidedResource): JSX.Element {
  return (
    <div class="deeds">
      <span>
        Take the row's <Command text={`v7 pull ${shellWord(address)} --theirs`} />
      </span>
      <span>
        Or the document's <Command text={`v7 plan --force-conflicts ${shellWord(address)}`} />
      </span>
    </div>
  );
}

function Machines({ drift: { machines } }: { readonly drift: DriftOutput }): JSX.Element {
  const seen = machines.filter(({ state }) => state !== "unverified");
  const unverified = machines.length - seen.length;
  const showsAll = address.value.searchParams.get("show") === "all";
  const rows = showsAll ? machines : seen;
  return (
    <>
      {rows.length > 0 && (
        <Table
          label="Machines that are not seen as declared"
          columns={["node", "name", "declared", "configured", "running", "state", "observed_at"].map((key) => ({
            key,
          }))}
          rows={rows as unknown as readonly Row[]}
          keyOf={(row) => `${String(row["address"])} ${String(row["fact"])}`}
        />
      )}
      {seen.length === 0 && <p class="empty">Nothing was seen otherwise than declared.</p>}
      {unverified > 0 && (
        <p class="under">
          <a
            href={withParameters({ show: showsAll ? undefined : "all" })}
            data-stays
            role="button"
            aria-expanded={showsAll}
          >
            {unverified} declared, unverified {showsAll ? "shown" : "hidden"}
          </a>
        </p>
      )}
    </>
  );
}
