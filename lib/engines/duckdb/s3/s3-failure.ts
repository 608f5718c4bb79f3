import type { S3ServiceException } from "@aws-sdk/client-s3";
import { DomainError } from "@/lib/errors";
import { log } from "@/lib/log";
import { engineErrors } from "../../engine-errors";

const wrongLogin = new Set(["InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidSecurity", "NotSignedUp"]);
const wrongRegion = new Set(["PermanentRedirect", "AuthorizationHeaderMalformed", "TemporaryRedirect"]);
const changed = new Set(["NoSuchKey", "NotFound", "PreconditionFailed"]);

/** Whether an object is not there any more, or not as it was listed. */
export function isGoneOrChanged(error: unknown): boolean {
  return isServiceFailure(error) && changed.has(error.name);
}

/** The store's failure in fixed words; what it said may name other tenants' keys and is dropped, its class is logged. */
export function s3Failure(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const name = error instanceof Error ? error.name : "Unknown";
  const status = isServiceFailure(error) ? error.$metadata.httpStatusCode : undefined;
  log.info({ engine: "s3", errorClass: name, status }, "object store failed");
  if (name === "NoSuchBucket") return engineErrors.bucketMissing();
  if (wrongLogin.has(name)) return engineErrors.s3LoginRefused();
  if (wrongRegion.has(name)) return engineErrors.s3RegionWrong();
  if (status === 403 || status === 401) return engineErrors.s3AccessDenied();
  return engineErrors.unavailable();
}

/** What the store answered, as opposed to what happened on the way; its class is not loaded until it is needed. */
function isServiceFailure(error: unknown): error is S3ServiceException {
  return error instanceof Error && "$fault" in error && "$metadata" in error;
}
