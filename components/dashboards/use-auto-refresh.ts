import { useEffect, useRef } from "react";

/** Refreshes every so many seconds while somebody can see the page, and at once when they come back to it late. */
export function useAutoRefresh(seconds: number | undefined, refresh: () => void): void {
  const latest = useRef(refresh);
  latest.current = refresh;
  useEffect(() => {
    if (seconds === undefined) return;
    let due = Date.now() + seconds * 1000;
    const look = () => {
      if (document.hidden || Date.now() < due) return;
      due = Date.now() + seconds * 1000;
      latest.current();
    };
    const timer = window.setInterval(look, Math.min(seconds * 1000, 5_000));
    document.addEventListener("visibilitychange", look);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [seconds]);
}
