import { useMemo } from "react";
import type { CardView } from "@/lib/dashboards/card-schema";
import styles from "./dashboard-view.module.css";
import { useWords } from "./messages/use-words";
import { reasonFor } from "./reason-for";
import type { DashboardData } from "./use-dashboard-data";

/** How old what is shown is, with a way to have it newer; or why it could not be had. */
export function DashboardStatus({ data, cards }: { data: DashboardData; cards: readonly CardView[] }) {
  const words = useWords();
  const { say, locale } = words;
  const asOf = useMemo(() => oldest(data.lines, cards), [data.lines, cards]);
  const { error } = data;
  const problem = error && (error.code === "offline" && asOf ? say("connectionLost") : reasonFor(error, words));
  return (
    <div className={styles.status}>
      <p className={styles.asOf} aria-live="polite">
        {problem ?? (asOf ? say("asOf", { time: timeOfDay(asOf, locale) }) : "")}
      </p>
      <button
        type="button"
        className={styles.refresh}
        data-loading={data.isLoading}
        aria-label={say(data.isLoading ? "refreshing" : "refresh")}
        title={say("refresh")}
        disabled={data.isLoading}
        onClick={() => data.refresh({ fresh: true })}
      >
        <span aria-hidden="true">↻</span>
      </button>
    </div>
  );
}

function oldest(lines: DashboardData["lines"], cards: readonly CardView[]): string | null {
  const times = cards.flatMap(({ id }) => {
    const line = lines.get(id);
    return line && !line.error ? [line.asOf] : [];
  });
  return times.sort()[0] ?? null;
}

function timeOfDay(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(new Date(iso));
}
