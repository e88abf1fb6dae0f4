import type { JSX } from "preact";
import type { MachineStatus, StatusOutput } from "../../../src/model/output/status.ts";
import { Symbol } from "../../parts/symbol.tsx";
import type { SymbolName } from "../../parts/symbols.ts";
import { Text } from "../../parts/text.tsx";
import { ago, When } from "../../parts/when.tsx";

/** Machines, work and the daily run, in numbers. */
export function Figures({ status: { machines, tasks, phase, daily } }: { readonly status: StatusOutput }): JSX.Element {
  return (
    <aside aria-label="Figures">
      <section>
        <div class="section-head">
          <h2>Machines</h2>
        </div>
        {machines.length === 0 && <p class="empty">No machine is declared.</p>}
        <ul class="machines">
          {machines.map((machine) => (
            <Machine key={machine.node} machine={machine} />
          ))}
        </ul>
      </section>
      {phase !== null && (
        <section>
          <div class="section-head">
            <h2>Work in phase {phase.number}</h2>
          </div>
          <dl class="figures">
            {(
              [
                ["Done", tasks.done],
                ["In progress", tasks.in_progress],
                ["Blocked", tasks.blocked],
                ["Open", tasks.open],
              ] as const
            ).map(([name, count]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{count}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <section>
        <div class="section-head">
          <h2>Daily run</h2>
        </div>
        {daily === null || daily.last_at === null ? (
          <p class="empty">It never ran.</p>
        ) : (
          <p class="empty">
            {daily.last_status}, <When at={daily.last_at} />
          </p>
        )}
      </section>
    </aside>
  );
}

function Machine({ machine }: { readonly machine: MachineStatus }): JSX.Element {
  const { node, state, observed_at: at, pending_restart: restart, differing, unverified, unreachable } = machine;
  const symbol: SymbolName =
    restart > 0 ? "restart" : state === "ok" ? "given" : state === "differs" ? "drift" : "unknown";
  const parts = [
    restart > 0 ? `${restart} wait for a restart` : "",
    differing > 0 ? `${differing} not as declared` : "",
    unverified > 0 ? `${unverified} unverified` : "",
    unreachable.length > 0 ? `not reached: ${unreachable.join(", ")}` : "",
  ].filter(Boolean);
  return (
    <li>
      <Symbol name={symbol} />
      <a href={`/ui/nodes/${encodeURIComponent(node)}`}>
        <b>
          <Text of={node} />
        </b>
      </a>
      <span class="second">{at === null ? "unknown" : ago(at)}</span>
      <p class="second">
        <Text of={parts.length === 0 ? state : parts.join(", ")} />
      </p>
    </li>
  );
}
