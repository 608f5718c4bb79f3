import type { S3Login } from "@/lib/engines/duckdb/s3/s3-login";
import { isReservedAddress, isReservedHost } from "@/lib/engines/reserved-addresses";
import { resolveHost } from "@/lib/engines/resolve-host";
import { DomainError } from "@/lib/errors";
import type { S3Settings } from "./connection-schema";

const keptSecret = "***";

/**
 * S3 settings that may be stored: the endpoint in its one spelling, at an address that an admin can mean. A secret given
 * as `***` becomes the stored one, for the same endpoint and access key only, so that nobody can sign for it elsewhere.
 *
 * @throws DomainError `invalid_input`
 */
export async function checkedS3Settings(settings: S3Settings, stored?: S3Settings): Promise<S3Settings> {
  const { endpoint, ...rest } = settings;
  const origin = endpoint ? checkedEndpoint(endpoint) : undefined;
  if (origin) await requireAllowedEndpoint(origin);
  const secretAccessKey =
    settings.secretAccessKey === keptSecret ? keptFrom(stored, origin, rest) : rest.secretAccessKey;
  return { ...(origin ? { endpoint: origin } : {}), ...rest, secretAccessKey };
}

/** What a form shows: the same settings, the secret as `***`. */
export function maskedS3Settings(settings: S3Settings): S3Settings {
  return { ...settings, secretAccessKey: keptSecret };
}

/** What an engine needs; without an endpoint that is AWS's own of the region. */
export function s3LoginOf({ endpoint, ...login }: S3Settings): S3Login {
  const domain = login.region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  return { endpoint: endpoint ?? `https://s3.${login.region}.${domain}`, ...login };
}

function checkedEndpoint(endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  const isOrigin = url && `${url.origin}/` === url.href && /^https?:$/.test(url.protocol) && !/[\s\\]/.test(endpoint);
  if (!isOrigin) throw refused("endpoint", "Write the endpoint like https://s3.example.com:9000");
  return url.origin;
}

/** The addresses are looked at again whenever one is dialled. */
async function requireAllowedEndpoint(origin: string): Promise<void> {
  const host = new URL(origin).hostname.replace(/^\[|\]$/g, "");
  const addresses = isReservedHost(host) ? null : await resolveHost(host).catch(() => []);
  if (!addresses || addresses.some(({ address }) => isReservedAddress(address))) {
    throw refused("endpoint", "This address is reserved and cannot be a data source");
  }
}

function keptFrom(stored: S3Settings | undefined, origin: string | undefined, given: { accessKeyId: string }): string {
  if (stored && stored.endpoint === origin && stored.accessKeyId === given.accessKeyId) return stored.secretAccessKey;
  throw refused("secretAccessKey", "Enter the secret again: the endpoint or the access key has changed");
}

function refused(field: keyof S3Settings, message: string): DomainError {
  return new DomainError("invalid_input", message, { [`settings.s3.${field}`]: message });
}
