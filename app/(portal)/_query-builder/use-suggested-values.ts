"use client";
import { useDebouncedCallback } from "@mantine/hooks";
import { useRef, useState } from "react";

/** Finds values of a dimension by what they begin with or contain. */
export type LoadValues = (field: string, words: string) => Promise<readonly string[]>;

/** Values of a field to choose from, found as one types; none where they cannot be looked up. */
export function useSuggestedValues(load: LoadValues | undefined, field: string) {
  const [values, setValues] = useState<readonly string[]>([]);
  const latest = useRef(0);
  const find = useDebouncedCallback(async (words: string) => {
    if (!load) return;
    const call = ++latest.current;
    const found = await load(field, words.trim()).catch(() => []);
    if (call === latest.current) setValues(found);
  }, 200);
  return { values, find };
}
