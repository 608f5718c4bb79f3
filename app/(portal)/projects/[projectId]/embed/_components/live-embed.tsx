"use client";
import { Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { issuePreviewTokenAction } from "../actions";
import classes from "./embed.module.css";
import { type EmbedChoices, hostTheme, type PolicyChoice, tokenRequest } from "./embed-choices";

interface MountedDashboard {
  readonly destroy: () => void;
}

interface EmbedScript {
  readonly mount: (element: Element, options: object) => MountedDashboard;
}

declare global {
  interface Window {
    readonly Bulkhead?: EmbedScript;
  }
}

/** The dashboard as a host's page would show it: by the same script, with a real token of 15 minutes. */
export function LiveEmbed({ choices, policies }: { choices: EmbedChoices; policies: readonly PolicyChoice[] }) {
  const place = useRef<HTMLDivElement>(null);
  const [event, setEvent] = useState<{ name: string; message?: string } | null>(null);
  const wanted = JSON.stringify({
    request: tokenRequest(choices, policies),
    theme: hostTheme(choices),
    locale: choices.locale,
  });
  useEffect(() => {
    const { request, theme, locale } = JSON.parse(wanted);
    let mounted: MountedDashboard | null = null;
    let isGone = false;
    // Typing changes the choices at every key: the embed follows when it has paused.
    const timer = window.setTimeout(async () => {
      await loadEmbedScript().catch(() => setEvent({ name: "error", message: "embed.js could not be loaded" }));
      if (isGone || !place.current || !window.Bulkhead) return;
      mounted = window.Bulkhead.mount(place.current, {
        dashboardId: request.dashboardId,
        theme,
        locale,
        getToken: async () => {
          const outcome = await issuePreviewTokenAction(request);
          if (!outcome.ok) throw new Error(outcome.error.message);
          return outcome.data.accessToken;
        },
        onEvent: (told: { name: string; message?: string }) => setEvent(told),
      });
    }, 400);
    return () => {
      isGone = true;
      window.clearTimeout(timer);
      mounted?.destroy();
    };
  }, [wanted]);
  return (
    <div className={classes.live}>
      <div className={classes.stage} data-mode={choices.mode} ref={place} />
      <Text size="sm" c="dimmed" role="status" mt="xs">
        {event ? `Last event: ${event.name}${event.message ? ` – ${event.message}` : ""}` : "Starting the embed…"}
      </Text>
    </div>
  );
}

let script: Promise<void> | null = null;

function loadEmbedScript(): Promise<void> {
  script ??= new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = "/embed.js";
    element.onload = () => resolve();
    element.onerror = () => {
      script = null;
      reject(new Error("no script"));
    };
    document.head.append(element);
  });
  return script;
}
