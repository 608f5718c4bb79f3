import { type HostMessage, parseHostMessage } from "./host-message";

/** What the frame tells the page around it. */
export type FrameMessage =
  | { readonly type: "bulkhead:ready" }
  | { readonly type: "bulkhead:token-needed"; readonly reason: "expiring" | "refused" }
  | { readonly type: "bulkhead:resize"; readonly height: number }
  | { readonly type: "bulkhead:filters"; readonly filters: unknown }
  | { readonly type: "bulkhead:tab"; readonly tab: string }
  | {
      readonly type: "bulkhead:event";
      readonly name: string;
      readonly message?: string;
      readonly dashboardId?: string;
    };

export interface HostChannel {
  /** False when nobody frames the document: there is no host to ask. */
  readonly hasHost: boolean;
  send(message: FrameMessage): void;
}

/**
 * Talks with the page around the frame and with nobody else: messages count only from the parent window at a listed
 * origin, and answers go to exactly that origin (R10).
 */
export function openHostChannel(origins: readonly string[], onMessage: (message: HostMessage) => void): HostChannel {
  const { parent } = window;
  const hasHost = parent !== window;
  let hostOrigin = hasHost ? presumedOrigin(origins) : null;
  window.addEventListener("message", (event) => {
    if (!hasHost || event.source !== parent || !origins.includes(event.origin)) return;
    const message = parseHostMessage(event.data);
    if (!message) return;
    hostOrigin = event.origin;
    onMessage(message);
  });
  const send = (message: FrameMessage) => {
    if (!hasHost) return;
    // Until the host has spoken and where no browser tells who it is, each listed origin is tried: the browser
    // delivers to the one that matches.
    for (const origin of hostOrigin ? [hostOrigin] : origins) parent.postMessage(message, origin);
  };
  return { hasHost, send };
}

/** Who frames us, as the browser says; it only saves attempts and decides nothing. */
function presumedOrigin(origins: readonly string[]): string | null {
  const { ancestorOrigins } = window.location as Location & { readonly ancestorOrigins?: DOMStringList };
  const told = ancestorOrigins?.[0] ?? (URL.canParse(document.referrer) ? new URL(document.referrer).origin : null);
  return told && origins.includes(told) ? told : null;
}
