import type { DashboardSources } from "@/lib/dashboards/dashboard-sources-schema";
import type { DraftContent } from "@/lib/dashboards/draft-schema";
import type { DraftRequests } from "../draft-requests";
import type { Change } from "../use-draft";

/** What forms about the dashboard as a whole need. */
export interface DashboardFormProps {
  readonly content: DraftContent;
  readonly sources: DashboardSources;
  readonly requests: DraftRequests;
  readonly change: Change;
}
