import { Badge } from "@mantine/core";
import type { ConnectionHealthView } from "@/lib/connections/connection-schema";

/** What the last test said, in one word. */
export function HealthBadge({ health }: { health: ConnectionHealthView | null }) {
  if (!health) return <Badge color="gray">Not tested</Badge>;
  if (!health.ok) return <Badge color="red">Unreachable</Badge>;
  return health.warnings.length > 0 ? (
    <Badge color="amber">Reachable, with warnings</Badge>
  ) : (
    <Badge color="green">Healthy</Badge>
  );
}
