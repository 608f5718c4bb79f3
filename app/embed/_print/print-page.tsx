import { useCallback } from "react";
import type { CardLine } from "@/components/dashboards/card-data";
import { DashboardView } from "@/components/dashboards/dashboard-view";
import type { LoadCards } from "@/components/dashboards/use-dashboard-data";
import type { PrintedDashboard } from "@/lib/exports/printed-dashboard-schema";
import styles from "./print.module.css";

interface PrintPageProps {
  readonly dashboard: PrintedDashboard;
  readonly lines: readonly CardLine[];
}

/** The dashboard as it goes on paper: its title, what it is about, then one section a tab. */
export function PrintPage({ dashboard, lines }: PrintPageProps) {
  const { title, about, sections, locale } = dashboard;
  const load = useCallback<LoadCards>(
    async (_signal, _filters, onCard) => {
      for (const line of lines) onCard(line);
    },
    [lines],
  );
  return (
    <main className={styles.page}>
      <header className={styles.header}>
        <h1>{title}</h1>
        {about.length > 0 && <p>{about.join(" · ")}</p>}
      </header>
      {sections.map((section, index) => (
        <section key={section.title ?? index} className={styles.section}>
          {section.title !== null && <h2>{section.title}</h2>}
          <DashboardView
            definition={{ title: "", cards: section.cards, filters: [] }}
            load={load}
            locale={locale}
            showTitle={false}
            showFilters={false}
            showCardMenu={false}
          />
        </section>
      ))}
    </main>
  );
}
