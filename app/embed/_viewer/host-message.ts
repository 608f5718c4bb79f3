import type { OwnMessages } from "@/components/dashboards/messages/messages-for";
import type { ChosenFilters } from "@/components/dashboards/request-data";
import type { HostTheme } from "./host-theme";

/** What a host may tell the frame; each part may come alone. */
export interface HostMessage {
  readonly token?: string;
  readonly theme?: HostTheme;
  readonly filters?: ChosenFilters;
  readonly locale?: string;
  /** Sentences in place of our own, by name. */
  readonly messages?: OwnMessages;
  /** A tab of the dashboard. */
  readonly tab?: string;
  /** Another dashboard that the token opens. */
  readonly dashboardId?: string;
}

/** Reads a message that was sent to the frame, or null when it is none of ours. Parts of a wrong shape are left out. */
export function parseHostMessage(data: unknown): HostMessage | null {
  if (!isRecord(data) || data.type !== "bulkhead:host") return null;
  const { token, theme, filters, locale, messages, tab, dashboardId } = data;
  return {
    token: typeof token === "string" && token.length <= 4_096 ? token : undefined,
    theme: typeof theme === "string" ? { mode: theme } : isRecord(theme) ? theme : undefined,
    filters: isRecord(filters) ? (filters as ChosenFilters) : undefined,
    locale: typeof locale === "string" && isLocale(locale) ? locale : undefined,
    messages: isRecord(messages) ? messages : undefined,
    tab: shortText(tab),
    dashboardId: shortText(dashboardId),
  };
}

/** Whether the browser knows what to do with a language tag; a wrong one would throw in the middle of drawing. */
export function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

function shortText(value: unknown): string | undefined {
  return typeof value === "string" && value.length <= 100 ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
