import { notFound } from "next/navigation";
import { getDomain } from "@/lib/domains/domain-queries";
import type { DomainFields } from "@/lib/domains/domain-schema";
import { type SearchParams, single } from "../../../_shell/list-input";
import { orNotFound, type PortalActor } from "../../../_shell/page-access";

/** A domain as exploring needs it: words and fields, and nothing of where rows come from. */
export interface ExploredDomain extends DomainFields {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** The domain that an address names, if any; a hidden one is a page that there is not. */
export async function exploredDomain(
  actor: PortalActor,
  projectId: string,
  params: SearchParams,
): Promise<ExploredDomain | null> {
  const domainId = single(params, "domain");
  if (!domainId) return null;
  const domain = await orNotFound(getDomain(actor, domainId));
  if (domain.projectId !== projectId) notFound();
  const { id, name, description, datasets, relationships } = domain;
  return { id, name, description, datasets, relationships };
}
