import { listGroups } from "@/lib/groups/group-queries";
import { listIdentityProviders } from "@/lib/oidc/identity-provider-queries";
import { listScimTokens } from "@/lib/scim/tokens/scim-token-queries";
import type { PortalActor } from "../../_shell/page-access";
import type { IdentitySectionsProps } from "./_components/identity-sections";

/** The providers, the names of groups that their mappings may mean, and the tokens that provision people. */
export async function loadIdentity(actor: PortalActor): Promise<IdentitySectionsProps> {
  const [providers, groups, tokens] = await Promise.all([
    listIdentityProviders(actor, { limit: 200 }),
    listGroups(actor, { limit: 200 }),
    listScimTokens(actor, { limit: 200 }),
  ]);
  const groupNames = Object.fromEntries(groups.data.map(({ id, name }) => [id, name]));
  return { providers: providers.data, groupNames, tokens: tokens.data };
}
