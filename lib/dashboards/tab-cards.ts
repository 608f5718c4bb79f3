interface Tab {
  readonly id: string;
}

/** The tab that is shown: the one asked for, else the first; null on a dashboard without tabs. */
export function shownTab(tabs: readonly Tab[], wanted: string | null | undefined): string | null {
  return (tabs.find(({ id }) => id === wanted) ?? tabs[0])?.id ?? null;
}

/** Whether a card stands on a tab. One whose tab is gone, or that never had one, stands on the first. */
export function isOnTab(card: { readonly tabId: string | null }, tabs: readonly Tab[], tab: string | null): boolean {
  return shownTab(tabs, card.tabId) === tab;
}
