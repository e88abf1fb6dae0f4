import type { JSX } from "preact";
import type { PlanFile } from "../../../src/model/output/plan-file.ts";
import { Symbol } from "../../parts/symbol.tsx";
import { Text } from "../../parts/text.tsx";

/** The gates that stay closed for what a plan moves. */
export function Gates({ plan }: { readonly plan: PlanFile }): JSX.Element {
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
