import { Badge } from "@mantine/core";
import type { DatasetView } from "@/lib/datasets/dataset-schema";

/** Who keeps tenants apart: the dataset's own SQL, or the policies of the tables that it reads. */
export function TrustBadge({ dataset }: { dataset: Pick<DatasetView, "trusted" | "trustedBy"> }) {
  if (!dataset.trusted) return <Badge color="gray">Under policies</Badge>;
  return <Badge color="amber">{dataset.trustedBy ? `Trusted by ${dataset.trustedBy}` : "Trusted"}</Badge>;
}
