"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTransition } from "react";

/** Reads and writes the address's query, so that what a page shows can be shared and opened again. */
export function useUrlState() {
  const router = useRouter();
  const pathname = usePathname();
  const current = useSearchParams();
  const [pending, startTransition] = useTransition();

  /** Sets the given names, removes those that are null or empty, and goes back to the first page unless it names one. */
  function set(changes: Readonly<Record<string, string | null>>): void {
    const next = new URLSearchParams(current);
    if (!("cursor" in changes)) {
      next.delete("cursor");
      next.delete("trail");
    }
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    const query = next.toString();
    startTransition(() => router.replace(query ? `${pathname}?${query}` : pathname, { scroll: false }));
  }
  return { get: (name: string) => current.get(name), set, pending };
}
