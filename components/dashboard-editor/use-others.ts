"use client";
import { useCallback, useEffect, useState } from "react";
import type { EditingView } from "@/lib/dashboards/draft-schema";
import type { DraftRequests } from "./draft-requests";

const everyMilliseconds = 8_000;

/** Who else works on this dashboard, and which version is published; looked at again while the page is seen. */
export function useOthers(requests: DraftRequests) {
  const [editing, setEditing] = useState<EditingView | null>(null);
  const look = useCallback(async () => {
    const seen = await requests.editing().catch(() => null);
    if (seen) setEditing(seen);
  }, [requests]);
  useEffect(() => {
    void look();
    const lookWhenSeen = () => {
      if (document.visibilityState === "visible") void look();
    };
    const timer = setInterval(lookWhenSeen, everyMilliseconds);
    document.addEventListener("visibilitychange", lookWhenSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", lookWhenSeen);
    };
  }, [look]);
  return { editing, look };
}
