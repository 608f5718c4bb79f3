"use client";
import { Button, Skeleton, Stack, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { usePages } from "@/components/ui/use-pages";
import classes from "./share.module.css";

type Pages = Omit<ReturnType<typeof usePages>, "page" | "rows">;

export interface PagedListProps<Row> {
  /** Names the list and its search box, e.g. `Who has access`. */
  readonly label: string;
  readonly rows: readonly Row[] | null;
  readonly pages: Pages & { readonly page: { readonly nextCursor: string | null } | null };
  readonly children: (row: Row) => ReactNode;
  /** Shown instead of rows when nothing was searched and there are none. */
  readonly empty?: string;
  /** Under the rows. */
  readonly foot?: ReactNode;
  readonly searchable?: boolean;
}

/** A list in a dialog: searched on the server, continued on demand, its failure in its place. */
export function PagedList<Row>({ label, rows, pages, children, empty, foot, searchable = true }: PagedListProps<Row>) {
  return (
    <section aria-label={label} aria-busy={pages.pending}>
      {searchable ? (
        <TextInput
          aria-label={`Search: ${label}`}
          placeholder="Search by name or address"
          leftSection={<IconSearch size={15} aria-hidden />}
          value={pages.words}
          onChange={(event) => pages.search(event.currentTarget.value)}
          mb="xs"
        />
      ) : null}
      <div role="alert">{pages.failure ? <p className={classes.failure}>{pages.failure}</p> : null}</div>
      {rows === null ? (
        pages.failure ? null : (
          <Stack gap="xs">
            <Skeleton height={36} />
            <Skeleton height={36} />
          </Stack>
        )
      ) : (
        <ul className={classes.rows}>
          {rows.map(children)}
          {rows.length === 0 ? <li className={classes.hint}>{pages.words ? "Nobody by that name." : empty}</li> : null}
          {foot}
        </ul>
      )}
      {pages.page?.nextCursor ? (
        <Button variant="default" size="xs" mt="sm" loading={pages.pending} onClick={pages.more}>
          Show more
        </Button>
      ) : null}
    </section>
  );
}
