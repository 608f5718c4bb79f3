import { useEffect, useRef } from "react";

/** Does something once the network is back, while it is waited for. */
export function useWhenOnlineAgain(isWaiting: boolean, work: () => void): void {
  const latest = useRef(work);
  latest.current = work;
  useEffect(() => {
    if (!isWaiting) return;
    const onOnline = () => latest.current();
    window.addEventListener("online", onOnline);
    return () => window.removeEventListener("online", onOnline);
  }, [isWaiting]);
}
