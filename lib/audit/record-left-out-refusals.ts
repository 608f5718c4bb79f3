import { queueSystemEvent } from "./audit-queue";
import { installationOrganization } from "./installation-organization";
import { takeLeftOutRefusals } from "./refusal-limit";

/** Writes down how many refusals of a flood have no event of their own, once it is over. A number and nothing else. */
export async function recordLeftOutRefusals(): Promise<void> {
  const organizationId = await installationOrganization();
  if (!organizationId) return;
  const { known, stranger } = takeLeftOutRefusals();
  if (known + stranger === 0) return;
  queueSystemEvent(organizationId, { action: "access.refusals_left_out", details: { known, stranger } });
}
