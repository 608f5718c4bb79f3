import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { S3 } from "@aws-sdk/client-s3";
import { LRUCache } from "lru-cache";
import { processState } from "@/lib/process-state";
import { checkedLookup, requireAllowedHost } from "../../checked-lookup";
import { engineSettings } from "../../engine-settings";
import { type S3Login, s3LoginKey } from "./s3-login";

const connectionsPerLogin = 32;

/**
 * The client of one endpoint and login, kept with its connections. Every name is looked up and checked at the moment of
 * dialling, a bucket's own host name included; endpoint, region and credentials are the login's own and never this
 * machine's, and no redirect is followed.
 *
 * @throws DomainError `data_source_unavailable` for an endpoint at a reserved address.
 */
export function s3Client(login: S3Login): Promise<S3> {
  const clients = processState("engines.duckdb.s3.clients", () => new LRUCache<string, Promise<S3>>({ max: 100 }));
  const key = s3LoginKey(login);
  const known = clients.get(key);
  if (known) return known;
  const client = createClient(login);
  clients.set(key, client);
  client.catch(() => clients.delete(key));
  return client;
}

async function createClient(login: S3Login): Promise<S3> {
  const { endpoint, region, accessKeyId, secretAccessKey, forcePathStyle } = login;
  // An address that is written out is dialled without a look-up.
  requireAllowedHost(new URL(endpoint).hostname);
  // Whoever has nothing on S3 does not pay for loading it.
  const { S3 } = await import("@aws-sdk/client-s3");
  const { connectTimeoutMilliseconds, s3SilenceMilliseconds } = engineSettings();
  const agentOptions = { keepAlive: true, maxSockets: connectionsPerLogin, lookup: checkedLookup };
  return new S3({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle,
    maxAttempts: 2,
    // Its sessions would be asked for at a host that the bucket's name decides.
    disableS3ExpressSessionAuth: true,
    // Servers that only speak S3's protocol know no checksums beside the ETag.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: {
      connectionTimeout: connectTimeoutMilliseconds,
      requestTimeout: s3SilenceMilliseconds,
      throwOnRequestTimeout: true,
      socketTimeout: s3SilenceMilliseconds,
      // It would be printed past the log.
      logger: { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore },
      httpAgent: new HttpAgent(agentOptions),
      httpsAgent: new HttpsAgent(agentOptions),
    },
  });
}

function ignore(): void {}
