import { env } from "@/lib/env";

/** Where a provider sends people back to: one address for each, so that no provider's answer counts as another's. */
export function redirectUriOf(providerId: string): string {
  return new URL(`/api/oidc/${providerId}/callback`, env().NEXTAUTH_URL).href;
}

/** The sign-in page that offers this provider. */
export function signInAddressOf(providerId: string): string {
  return new URL(`/sign-in?provider=${providerId}`, env().NEXTAUTH_URL).href;
}
