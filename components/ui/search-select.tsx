"use client";
import { Loader, Select, type SelectProps } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";

export interface SearchOption {
  readonly value: string;
  readonly label: string;
}

export interface SearchSelectProps extends Omit<SelectProps, "data" | "searchValue" | "onSearchChange" | "filter"> {
  /** Finds options on the server; called with no words when the list is opened. */
  readonly load: (words: string) => Promise<readonly SearchOption[]>;
  /** What is chosen already, so that its name shows before anything is searched. */
  readonly chosen?: SearchOption | null;
}

/** Chooses one of many: options come from the server as one types, so lists of any length work. */
export function SearchSelect({ load, chosen, ...rest }: SearchSelectProps) {
  const [words, setWords] = useState(chosen?.label ?? "");
  const [options, setOptions] = useState<readonly SearchOption[]>(chosen ? [chosen] : []);
  const [pending, setPending] = useState(false);
  const latest = useRef(0);
  const find = async (text: string) => {
    const call = ++latest.current;
    setPending(true);
    const found = await load(text).catch(() => []);
    if (call !== latest.current) return;
    setOptions(found);
    setPending(false);
  };
  const findSoon = useDebouncedCallback(find, 200);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first options are fetched once
  useEffect(() => {
    void find("");
  }, []);
  const known = chosen && !options.some(({ value }) => value === chosen.value) ? [chosen, ...options] : options;
  return (
    <Select
      searchable
      nothingFoundMessage={pending ? "Searching…" : "Nobody and nothing by that name"}
      rightSection={pending ? <Loader size={14} /> : undefined}
      {...rest}
      data={known.map(({ value, label }) => ({ value, label }))}
      filter={({ options: all }) => all}
      searchValue={words}
      onSearchChange={(text) => {
        setWords(text);
        if (text !== words) findSoon(known.some(({ label }) => label === text) ? "" : text);
      }}
    />
  );
}
