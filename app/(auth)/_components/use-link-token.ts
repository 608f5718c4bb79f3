"use client";
import { useEffect, useState } from "react";

/**
 * The secret behind the hash of a link: undefined until the browser has looked, null when there is none. It is taken out
 * of the address, so that it stays in no history.
 */
export function useLinkToken(): string | null | undefined {
  const [token, setToken] = useState<string | null>();
  useEffect(() => {
    const { hash, pathname } = location;
    if (hash.length > 1) history.replaceState(history.state, "", pathname);
    setToken((known) => known ?? (hash.length > 1 ? hash.slice(1) : null));
  }, []);
  return token;
}
