import type { ScimTokenView } from "@/lib/scim/tokens/scim-token-schema";
import { ProviderSection, type ProviderSectionProps } from "./identity-providers/provider-section";
import { ProvisioningSection } from "./provisioning/provisioning-section";

export interface IdentitySectionsProps extends ProviderSectionProps {
  readonly tokens: readonly ScimTokenView[];
}

/** Where people come from: through which providers they sign in, and who makes and removes them. */
export function IdentitySections({ providers, groupNames, tokens }: IdentitySectionsProps) {
  return (
    <>
      <ProviderSection providers={providers} groupNames={groupNames} />
      <ProvisioningSection tokens={tokens} providers={providers} />
    </>
  );
}
