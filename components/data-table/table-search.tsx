"use client";
import { CloseButton, Loader, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import classes from "./data-table.module.css";
import { useUrlState } from "./use-url-state";

/** Searches on the server while one types; the words are part of the address. */
export function TableSearch({ label }: { label: string }) {
  const { get, set, pending } = useUrlState();
  const [text, setText] = useState(get("search") ?? "");
  const search = useDebouncedCallback((words: string) => set({ search: words.trim() }), 250);
  const change = (words: string) => {
    setText(words);
    search(words);
  };
  const clear = <CloseButton size="sm" aria-label="Clear search" onClick={() => change("")} />;
  return (
    <TextInput
      className={classes.search}
      type="search"
      size="sm"
      aria-label={`Search ${label.toLowerCase()}`}
      placeholder={`Search ${label.toLowerCase()}`}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={pending ? <Loader size={14} /> : text ? clear : null}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
