import { type Client, custom, type HttpOptions, Issuer } from "openid-client";
import { DomainError } from "@/lib/errors";
import { log } from "@/lib/log";
import { decryptSecret } from "@/lib/secrets/encrypt-secret";
import { boundedAgent } from "./bounded-agents";
import { lookupFor, requireIssuerAddress } from "./issuer-address";
import { redirectUriOf } from "./provider-addresses";

/** What of a provider's row makes a client. */
export interface ProviderLogin {
  readonly id: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecretCiphertext: string;
}

/** Signatures with a key of the provider's own; never `none`, never the secret that both sides have. */
const acceptedAlgorithms = ["RS256", "ES256", "PS256", "EdDSA", "RS384", "RS512", "ES384", "ES512", "PS384", "PS512"];
const timeoutMilliseconds = 5_000;

/** Looks at every address before it is called, also those that the provider's own documents name, and bounds answers. */
const httpOptions = (url: URL): HttpOptions => {
  requireIssuerAddress(url);
  return { timeout: timeoutMilliseconds, lookup: lookupFor(url), agent: boundedAgent(url) };
};

class CheckedIssuer extends Issuer<Client> {
  static override [custom.http_options] = httpOptions;
}

/**
 * Reads what a provider says of itself. The issuer it names must be the one it was asked for (OpenID Connect Discovery
 * 1.0, 4.3).
 *
 * @throws DomainError `invalid_input` for an address that must not be called, `data_source_unavailable` for everything
 * else that goes wrong
 */
export async function discoverIssuer(issuer: string): Promise<Issuer<Client>> {
  requireIssuerAddress(issuer);
  const found = await CheckedIssuer.discover(issuer).catch((error: unknown) => {
    log.warn({ code: nameOf(error) }, "an identity provider was not reached");
    return null;
  });
  if (found?.issuer !== issuer || !found.metadata.authorization_endpoint || !found.metadata.token_endpoint) {
    throw new DomainError("data_source_unavailable", "No OpenID provider of this issuer answers there", {
      issuer: "No OpenID provider of this issuer answers there",
    });
  }
  requireIssuerAddress(found.metadata.authorization_endpoint);
  found[custom.http_options] = httpOptions;
  return found;
}

/** A client of the provider, for one sign-in. */
export async function openClient(provider: ProviderLogin): Promise<Client> {
  const issuer = await discoverIssuer(provider.issuer);
  const offered = issuer.metadata.id_token_signing_alg_values_supported;
  const algorithms = Array.isArray(offered) ? offered : [];
  const client = new issuer.Client({
    client_id: provider.clientId,
    client_secret: decryptSecret("identity_provider.client_secret", provider.clientSecretCiphertext),
    redirect_uris: [redirectUriOf(provider.id)],
    response_types: ["code"],
    id_token_signed_response_alg: acceptedAlgorithms.find((name) => algorithms.includes(name)) ?? "RS256",
  });
  client[custom.http_options] = httpOptions;
  return client;
}

/** The kind of an error; its message can hold what a provider sent. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
