import { useState } from "react";
import { createRoot } from "react-dom/client";
import type { SelectedValue, ValueEvent } from "@/components/charts/value-event";
import type { CardLine } from "@/components/dashboards/card-data";
import { DashboardCard } from "@/components/dashboards/dashboard-card";
import styles from "@/components/dashboards/dashboard-view.module.css";
import { messagesFor } from "@/components/dashboards/messages/messages-for";
import { LanguageContext } from "@/components/dashboards/messages/use-words";
import { pairedNumbers } from "@/components/dashboards/phone-order";
import { galleryCards } from "./gallery-cards";
import { bracketedMessages, inBrackets } from "./pseudo-language";

const asOf = "2024-07-01T12:00:00Z";
const settings = new URLSearchParams(window.location.search);
const state = settings.get("state") ?? "ready";
const isInteractive = settings.has("interactive");
const only = settings.get("only");
const isPseudo = settings.has("pseudo");
const cards = galleryCards()
  .filter(({ card }) => only === null || card.title === only)
  .map((one) => (isPseudo ? inBrackets(one) : one));

const paired = pairedNumbers(cards.map(({ card }) => card));

/** All kinds of card on one page, in the state that its address asks for, and what was chosen on them last. */
function Gallery() {
  const [chosen, setChosen] = useState<ValueEvent | null>(null);
  const selected: readonly SelectedValue[] | undefined = chosen
    ? [{ column: chosen.column, value: chosen.value }]
    : undefined;
  return (
    <main className={styles.dashboard}>
      <h1 style={{ fontSize: 16 }}>Gallery</h1>
      <output data-chosen>{chosen ? JSON.stringify(chosen) : ""}</output>
      <div className={styles.grid}>
        {cards.map(({ card, table }) => (
          <DashboardCard
            key={card.id}
            card={card}
            line={table ? lineOf(card.id, table) : undefined}
            isStale={false}
            isPaired={paired.has(card.id)}
            onValue={isInteractive ? (_card, value) => setChosen(value) : undefined}
            selected={selected}
          />
        ))}
      </div>
    </main>
  );
}

function lineOf(cardId: string, table: NonNullable<(typeof cards)[number]["table"]>): CardLine | undefined {
  if (state === "loading") return undefined;
  if (state === "refused") return { cardId, error: { code: "query_refused", message: "You may not read this table" } };
  if (state === "empty")
    return { cardId, ...table, data: table.columns.map(() => []), rowCount: 0, truncated: false, asOf };
  return { cardId, ...table, truncated: false, asOf };
}

if (settings.has("squeeze")) document.body.style.width = `${settings.get("squeeze")}px`;
document.documentElement.dataset.theme = settings.get("theme") ?? "light";
const root = document.getElementById("root");
const locale = settings.get("locale") ?? "en-US";
const messages = isPseudo ? bracketedMessages() : messagesFor(locale);
if (root) {
  createRoot(root).render(
    <LanguageContext value={{ locale, messages }}>
      <Gallery />
    </LanguageContext>,
  );
}
