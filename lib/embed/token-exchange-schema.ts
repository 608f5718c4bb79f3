import { z } from "zod";
import { embedConfigSchema } from "./token-schema";

/** Body of `POST /api/v1/token/refresh`. */
export const refreshTokenSchema = z.strictObject({ refreshToken: z.string().min(1).max(500) });

/** Body of `POST /api/v1/invalidate-token`: the token to end, of either kind. */
export const invalidateTokenSchema = z
  .strictObject({
    token: z.string().min(1).max(4_096).optional(),
    accessToken: z.string().min(1).max(4_096).optional(),
    refreshToken: z.string().min(1).max(500).optional(),
  })
  .refine((body) => [body.token, body.accessToken, body.refreshToken].filter(Boolean).length === 1, {
    message: "Give exactly one of token, accessToken and refreshToken",
  });

/** What a host gets: the page needs `accessToken` only, `refreshToken` stays on the host's server (R10). */
export const tokenAnswerSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  tokenType: z.literal("Bearer"),
  expiresAt: z.iso.datetime(),
});

export type TokenAnswer = z.output<typeof tokenAnswerSchema>;

/** Answer of `GET /api/v1/embed-session`: names of locked filters, and never their values. */
export const embedSessionSchema = z.strictObject({
  /** Whether it opens one dashboard, or those of a project that reach its person. */
  kind: z.enum(["dashboard", "project"]),
  initialDashboardId: z.uuid().nullable(),
  config: embedConfigSchema,
  lockedFilters: z.array(z.string()),
  expiresAt: z.iso.datetime(),
});
