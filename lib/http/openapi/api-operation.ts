import { z } from "zod";

/** A body that is not JSON, or that needs a word of explanation. */
export interface ApiResponseBody {
  readonly contentType: string;
  readonly schema?: z.ZodType;
}

/**
 * One method of one route as the OpenAPI document tells it. Each noun lists its own in `<noun>-api.ts`, from the
 * schemas that its commands check with.
 */
export interface ApiOperation {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** With path parameters in braces, e.g. `/api/v1/projects/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  /** The permission the command asks for, when there is one. */
  readonly permission?: string;
  /** `none` for what anybody may call, or where the body carries the credential. */
  readonly authentication?: "bearer" | "none";
  readonly request?: { readonly query?: z.ZodObject; readonly body?: z.ZodType };
  /** Status → body; null is an answer without one. Errors are added to all. */
  readonly responses: Readonly<Record<number, z.ZodType | ApiResponseBody | null>>;
}

/** The schema of a list's answer. */
export function pageOf(item: z.ZodType): z.ZodType {
  return z.strictObject({ data: z.array(item), nextCursor: z.uuid().nullable() });
}
