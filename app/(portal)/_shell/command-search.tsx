"use client";
import "@mantine/spotlight/styles.css";
import { ActionIcon, Kbd, UnstyledButton } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { Spotlight, type SpotlightActionGroupData, spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { type FoundGroup, searchAction } from "./actions";
import classes from "./command-search.module.css";
import type { NavigationSection } from "./navigation";

/** Opens the search; says its shortcut. */
export function CommandSearchButton() {
  return (
    <>
      <UnstyledButton className={classes.field} onClick={spotlight.open}>
        <IconSearch size={15} aria-hidden />
        <span>Search</span>
        <Kbd size="xs">⌘K</Kbd>
      </UnstyledButton>
      <ActionIcon
        className={classes.icon}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label="Search"
        onClick={spotlight.open}
      >
        <IconSearch size={18} aria-hidden />
      </ActionIcon>
    </>
  );
}

/** ⌘K: pages at once, dashboards, domains, tenants and people from the server, as far as the person may see them. */
export function CommandSearch({ sections }: { sections: readonly NavigationSection[] }) {
  const router = useRouter();
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<readonly FoundGroup[]>([]);
  const search = useDebouncedCallback(async (words: string) => {
    const outcome = await searchAction(words).catch(() => null);
    setFound(outcome?.ok ? outcome.data : []);
  }, 150);
  const change = (words: string) => {
    setQuery(words);
    if (words.trim()) search(words);
    else setFound([]);
  };
  const matches = (label: string) => label.toLowerCase().includes(query.trim().toLowerCase());
  const pages = sections.flatMap(({ items }) => items).filter(({ label }) => matches(label));
  const groups: SpotlightActionGroupData[] = [
    {
      group: "Pages",
      actions: pages.map(({ href, label, Icon }) => ({
        id: href,
        label,
        leftSection: <Icon size={18} stroke={1.6} aria-hidden />,
        onClick: () => router.push(href),
      })),
    },
    ...found.map(({ group, items }) => ({
      group,
      actions: items.map(({ href, label, description }) => ({
        id: href,
        label,
        description,
        onClick: () => router.push(href),
      })),
    })),
  ].filter(({ actions }) => actions.length > 0);
  return (
    <Spotlight
      actions={groups}
      filter={(_, actions) => actions}
      query={query}
      onQueryChange={change}
      nothingFound={query ? "Nothing found" : "Type to search"}
      shortcut="mod + K"
      tagsToIgnore={[]}
      scrollable
      maxHeight={420}
      searchProps={{
        "aria-label": "Search everything",
        placeholder: "Search dashboards, domains, tenants, people, pages",
        leftSection: <IconSearch size={18} aria-hidden />,
      }}
    />
  );
}
