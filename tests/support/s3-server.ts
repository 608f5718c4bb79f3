import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { DeleteObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import S3rver from "s3rver";
import accounts from "s3rver/lib/models/account.js";
import { isSignedWith, signatureRefusal } from "./s3-signature";

/** What stands in front of the server for one request; true when it has answered, or will not. */
type Interception = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

export interface S3Server {
  readonly bucket: string;
  readonly login: {
    readonly endpoint: string;
    readonly region: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly forcePathStyle: boolean;
  };
  /** `GET /bucket/key` of every request since the last look. */
  requests(): string[];
  /** Lets somebody answer in the server's place, until null is given. */
  intercept(interception: Interception | null): void;
  put(key: string, body: string | Uint8Array): Promise<void>;
  remove(key: string): Promise<void>;
  stop(): Promise<void>;
}

/** A server of the S3 protocol on loopback with one bucket, which checks signatures. */
export async function startS3Server(bucket = "sales-archive"): Promise<S3Server> {
  const directory = await mkdtemp(path.join(tmpdir(), "bulkhead-s3-"));
  const server = new S3rver({ directory, silent: true, configureBuckets: [{ name: bucket }] });
  await server.configureBuckets();
  const credentials = { accessKeyId: "BULKHEADTEST", secretAccessKey: "only-in-tests/0123456789" };
  accounts.DUMMY_ACCOUNT.createKeyPair(credentials.accessKeyId, credentials.secretAccessKey);
  let seen: string[] = [];
  let interception: Interception | null = null;
  const answer = server.callback();
  const http = createServer(async (request, response) => {
    seen.push(`${request.method} ${decodeURIComponent(request.url ?? "")}`);
    const known = request.headers.authorization?.includes(`Credential=${credentials.accessKeyId}/`);
    if (known && !isSignedWith(request, credentials.secretAccessKey)) {
      response.writeHead(403, { "content-type": "application/xml" }).end(signatureRefusal);
      return;
    }
    if (interception && (await interception(request, response))) return;
    answer(request, response);
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const region = "us-east-1";
  const admin = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  return {
    bucket,
    login: { endpoint, region, ...credentials, forcePathStyle: true },
    requests: () => {
      const taken = seen;
      seen = [];
      return taken;
    },
    intercept: (next) => {
      interception = next;
    },
    put: async (key, body) => {
      await admin.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
    },
    remove: async (key) => {
      await admin.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
    stop: async () => {
      admin.destroy();
      server.logger.exceptions.unhandle();
      server.logger.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await rm(directory, { recursive: true, force: true });
    },
  };
}
