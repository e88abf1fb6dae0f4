import type { Address } from "../model/address.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { withWorld } from "../workspace/world.ts";

/** The status that an enum's row has; undefined where there is no row. */
export async function appliedStatus(
  workspace: Workspace,
  { address }: { readonly address: Address },
): Promise<string | undefined> {
  return withWorld(workspace, (world) => {
    const status = world.live.get(address)?.fields["status"];
    return typeof status === "string" ? status : undefined;
  });
}
