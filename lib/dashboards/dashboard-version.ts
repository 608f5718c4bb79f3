import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { requireDashboardAction } from "./dashboard-access";
import { versionView, versionViewSelect } from "./dashboard-versions";
import type { DashboardVersionDetail, DraftContent } from "./draft-schema";
import { hideSources } from "./hide-sources";
import { findVersion } from "./restore-dashboard-version";
import { seenDomains } from "./seen-domains";

/**
 * One version of a dashboard with everything it said, for those who may edit (R19); nothing of a domain that they do not
 * see (R09).
 *
 * @throws DomainError `not_found`, `forbidden`
 */
export async function getDashboardVersion(
  actor: Actor,
  dashboardId: string,
  versionNumber: number,
): Promise<DashboardVersionDetail> {
  const access = await requireDashboardAction(actor, dashboardId, "edit");
  const version = await findVersion(database, actor, access, versionNumber, versionViewSelect);
  const content = contentOf(version.snapshot);
  const seen = await seenDomains(actor, access.projectId, content);
  return { ...versionView(actor, version), content: hideSources(content, seen) };
}

/** Versions of before say nothing about tabs, settings, or domains; they are as if those had been left empty. */
function contentOf(snapshot: unknown): DraftContent {
  const { version: _, cards, ...texts } = snapshot as Partial<DraftContent> & { version?: number };
  return {
    ...{ title: "", description: "", filters: [], tabs: [], settings: {} },
    ...texts,
    cards: (cards ?? []).map((card) => ({ ...emptyCard, ...card })),
  };
}

const emptyCard = {
  description: "",
  mobileLayout: null,
  tabId: null,
  interactions: [],
  connectionId: null,
  sql: null,
  domainId: null,
  query: null,
};
