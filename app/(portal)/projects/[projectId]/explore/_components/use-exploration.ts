"use client";
import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { type Exploration, readExploration, withExploration } from "./exploration";

/**
 * What is explored, kept in the address: each change is a step of the way back, and steps of one key in a row are one.
 * The address follows what is on the screen, and the other way round only when somebody goes back or forth.
 */
export function useExploration(domainId: string) {
  const params = useSearchParams();
  const [exploration, setExploration] = useState(() => readExploration(params));
  const latest = useRef(exploration);
  const lastKey = useRef<string | undefined>(undefined);
  const change = useCallback((next: Partial<Exploration>, key?: string) => {
    latest.current = { ...latest.current, ...next };
    setExploration(latest.current);
    const url = new URL(location.href);
    withExploration(url.searchParams, latest.current);
    const isSameStep = key !== undefined && key === lastKey.current;
    lastKey.current = key;
    if (isSameStep) history.replaceState(null, "", url);
    else history.pushState(null, "", url);
  }, []);
  useEffect(() => {
    const follow = () => {
      const there = new URLSearchParams(location.search);
      if (there.get("domain") !== domainId) return;
      latest.current = readExploration(there);
      lastKey.current = undefined;
      setExploration(latest.current);
    };
    addEventListener("popstate", follow);
    return () => removeEventListener("popstate", follow);
  }, [domainId]);
  return { exploration, change };
}
