import type { Address } from "../../model/address.ts";
import type { Document, DocumentEdit } from "../../model/document.ts";
import { Failure } from "../../model/failure.ts";
import { fieldSpecOf } from "../../model/kind.ts";
import { isLegalMove, legalNextStatuses } from "../../plan/status.ts";
import { setField } from "../../workspace/field-path.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** The edit that moves a document's status, refused where no edge leads there. */
export function moveStatus({ kinds }: Workspace, address: Address, document: Document, status: string): DocumentEdit {
  const kind = kinds.byName(document.kind);
  const machine = kind?.status;
  const current = document.spec.status ?? (kind && fieldSpecOf(kind, "status")?.default) ?? "";
  if (machine && !isLegalMove(machine, current, status)) {
    throw new Failure(
      "V7-P024",
      `${address} is ${String(current)} and cannot become ${status}; next may be ${legalNextStatuses(machine, String(current)).join(", ")}`,
    );
  }
  return setField("status", status);
}
