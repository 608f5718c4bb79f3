import { listGroups } from "@/lib/groups/group-queries";
import { listIdentityProviders } from "@/lib/oidc/identity-provider-queries";
import type { PortalActor } from "../../_shell/page-access";
import type { ProviderSectionProps } from "./_components/identity-providers/provider-section";

/** The providers, and the names of groups that their mappings may mean. */
export async function loadProviders(actor: PortalActor): Promise<ProviderSectionProps> {
  const [providers, groups] = await Promise.all([
    listIdentityProviders(actor, { limit: 200 }),
    listGroups(actor, { limit: 200 }),
  ]);
  return { providers: providers.data, groupNames: Object.fromEntries(groups.data.map(({ id, name }) => [id, name])) };
}
