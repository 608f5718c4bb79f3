import type { NamedValues } from "@/components/ui/named-values";
import type { SearchOption } from "@/components/ui/search-select";

/** A policy that a token can name. */
export interface PolicyChoice {
  readonly id: string;
  readonly name: string;
  readonly connectionId: string;
  readonly connectionName: string;
  readonly parameters: readonly string[];
}

/** What the embed is tried with, and what the code is written for. */
export interface EmbedChoices {
  readonly dashboardId: string;
  readonly tenant: SearchOption | null;
  readonly policyIds: readonly string[];
  /** Values of the chosen policies' parameters, by policy. */
  readonly parameters: Readonly<Record<string, NamedValues>>;
  /** Filters that the viewer cannot change, by name. */
  readonly lockedFilters: NamedValues;
  readonly mode: "auto" | "light" | "dark";
  readonly accent: string;
  readonly radius: string;
  readonly locale: string;
}

export const languages = [
  { value: "en-US", label: "English" },
  { value: "de-DE", label: "German" },
  { value: "fr-FR", label: "French (dates and numbers)" },
];

/** The part of a token request that these choices make, without the secret. */
export function tokenRequest(choices: EmbedChoices, policies: readonly PolicyChoice[]) {
  const named = policies.filter(({ id }) => choices.policyIds.includes(id));
  const rcls = named.map(({ id, name, connectionId }) => {
    const isAmbiguous = policies.some((other) => other.name === name && other.id !== id);
    const params = choices.parameters[id] ?? {};
    return { name, params, ...(isAmbiguous ? { connectionId } : {}) };
  });
  return {
    dashboardId: choices.dashboardId,
    ...(choices.tenant ? { tenantId: choices.tenant.value } : {}),
    ...(rcls.length > 0 ? { rcls } : {}),
    ...(Object.keys(choices.lockedFilters).length > 0 ? { params: choices.lockedFilters } : {}),
  };
}

/** The host's theme as `embed.js` takes it; what is not chosen is left to the dashboard. */
export function hostTheme({ mode, accent, radius }: EmbedChoices) {
  return { mode, ...(accent ? { accent } : {}), ...(radius ? { radius } : {}) };
}
