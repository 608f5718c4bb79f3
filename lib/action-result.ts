import { unstable_rethrow } from "next/navigation";
import { DomainError, type ErrorCode, type ErrorFields } from "./errors";
import { log } from "./log";

/** What a server action hands to the browser: the value, or an error that a form can show in its place. */
export type ActionResult<T> =
  | { readonly ok: true; readonly data: T }
  | {
      readonly ok: false;
      readonly error: {
        readonly code: ErrorCode | "internal";
        readonly message: string;
        readonly fields?: ErrorFields;
      };
    };

/** Runs an action's work; domain errors become values, anything else is logged and told without details. */
export async function runAction<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, data: await work() };
  } catch (error) {
    unstable_rethrow(error);
    if (error instanceof DomainError) {
      return { ok: false, error: { code: error.code, message: error.message, fields: error.fields } };
    }
    log.error({ err: error }, "action failed");
    return {
      ok: false,
      error: { code: "internal", message: "Something went wrong on our side. Nothing was changed." },
    };
  }
}
