import type { ActionOutcome } from "@/components/ui/action-outcome";
import type { SearchOption } from "@/components/ui/search-select";

/** The options an action found; none when it failed. */
export function optionsOf(outcome: ActionOutcome<readonly SearchOption[]>): readonly SearchOption[] {
  return outcome.ok ? outcome.data : [];
}
