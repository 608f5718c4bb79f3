"use client";
import { Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";
import type { DataTable } from "@/components/charts/data-table";
import { useLocale } from "@/components/ui/use-locale";
import { counted } from "../_labels/words";
import classes from "./preview.module.css";

const DataGrid = lazy(() => import("@/components/charts/data-grid").then((part) => ({ default: part.DataGrid })));

export interface PreviewRowsProps {
  readonly label: string;
  readonly rows: DataTable & { readonly truncated: boolean };
}

/** The first rows of a query that is being tried. */
export function PreviewRows({ label, rows }: PreviewRowsProps) {
  const { rowCount, truncated } = rows;
  const locale = useLocale();
  return (
    <div>
      <h3 className={classes.heading}>
        {truncated ? `The first ${counted(rowCount, "row")}` : rowCount === 0 ? "No rows" : counted(rowCount, "row")}
      </h3>
      {rowCount === 0 ? (
        <p className={classes.quiet}>The query ran; it has no rows for this reader.</p>
      ) : (
        <div className={classes.rows}>
          <Suspense fallback={<Skeleton height={160} />}>
            <DataGrid table={rows} columns={rows.columns.map(exactly)} label={label} locale={locale} />
          </Suspense>
        </div>
      )}
    </div>
  );
}

/** Names as SQL has them: whoever tries a query is going to write them. */
function exactly({ name }: { readonly name: string }) {
  return { name, label: name };
}
