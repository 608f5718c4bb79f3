import { z } from "zod";
import { dashboardTokenSchema } from "./token-schema";

/** What an ADMIN chooses to see an embed as: a dashboard token's fields, without the secret and the lifetime. */
export const previewTokenSchema = dashboardTokenSchema
  .omit({ type: true, dashboardSecret: true, tokenExpiry: true })
  .extend({ dashboardId: z.uuid() });

export const inspectTokenSchema = z.strictObject({
  projectId: z.uuid(),
  token: z.string().trim().min(1, "Paste a token").max(8_192, "This is no token"),
});

/** What a token opens. There is no value of a policy in it: such values can be a customer's secrets. */
export interface TokenInspection {
  readonly kind: "dashboard" | "project";
  readonly tenant: string | null;
  /** Null for a viewer of no name. */
  readonly person: string | null;
  readonly role: string | null;
  readonly allowEdit: boolean;
  readonly dashboards: readonly { readonly id: string; readonly title: string }[];
  readonly moreDashboards: boolean;
  /** When this token ends, and when nothing can renew it any more; ISO 8601. */
  readonly expiresAt: string;
  readonly endsAt: string;
  readonly policies: readonly {
    readonly name: string;
    readonly connection: string;
    readonly parameters: readonly string[];
  }[];
  readonly schema: string | null;
  readonly lockedFilters: readonly { readonly name: string; readonly value: string }[];
  readonly domains: { readonly mode: string; readonly names: readonly string[] };
}

export type PreviewTokenInput = z.input<typeof previewTokenSchema>;
export type InspectTokenInput = z.input<typeof inspectTokenSchema>;
