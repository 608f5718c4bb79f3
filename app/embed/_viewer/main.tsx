import { createRoot } from "react-dom/client";
// One style sheet for the whole page: parts that load later then bring none of their own.
import "@/components/charts/charts.module.css";
import "@/components/charts/data-grid.module.css";
import "@/components/charts/hidden-table.module.css";
import "@/components/charts/text-block.module.css";
import { preloadDrawings } from "@/components/dashboards/card-body";
import type { ChosenFilters } from "@/components/dashboards/request-data";
import { openDashboardSource } from "./dashboard-source";
import { openHostChannel } from "./host-channel";
import { isLocale } from "./host-message";
import { applyHostTheme, followSystemTheme } from "./host-theme";
import { expired, noToken, type Problem, problemOf } from "./problem";
import { readShell, takeTokenFromAddress } from "./shell-data";
import { createTokenKeeper } from "./token-keeper";
import { Viewer } from "./viewer";
import { createViewerStore } from "./viewer-store";

/** How long the document waits for its first token before it says so. */
const patienceMilliseconds = 15_000;

const givenToken = takeTokenFromAddress();
const shell = readShell();
const noFilters: ChosenFilters = {};
const store = createViewerStore({
  source: null,
  definition: null,
  session: null,
  filters: noFilters,
  locale: navigator.language,
  problem: null,
});
/** A host's own wishes come before what its server put into the token. */
let hostChose = { theme: false, locale: false };

const channel = openHostChannel(shell.origins, ({ token, theme, filters, locale }) => {
  if (theme) applyHostTheme(theme);
  if (locale) store.set({ locale });
  hostChose = { theme: hostChose.theme || Boolean(theme), locale: hostChose.locale || Boolean(locale) };
  if (filters && JSON.stringify(filters) !== JSON.stringify(store.get().filters)) store.set({ filters });
  if (token) take(token);
});

const keeper = createTokenKeeper({
  ask(reason) {
    channel.send({ type: "bulkhead:token-needed", reason });
    return channel.hasHost;
  },
  onExpired: () => fail(expired),
  onOtherScope: () => window.location.reload(),
});

function take(token: string): void {
  const isFirst = keeper.accept(token);
  if (isFirst || store.get().problem) void open();
}

async function open(): Promise<void> {
  const source = openDashboardSource(shell.dashboardId, keeper, store.get().filters);
  store.set({ source, definition: null, session: null, problem: null });
  channel.send({ type: "bulkhead:event", name: "loading" });
  try {
    const [definition, session] = await Promise.all([source.definition, source.session]);
    if (store.get().source !== source) return;
    const { theme, locale } = session.config;
    if (theme && !hostChose.theme) applyHostTheme({ mode: theme });
    const ownLocale = locale && !hostChose.locale && isLocale(locale) ? { locale } : {};
    store.set({ definition, session, ...ownLocale });
    if (definition.cards.length === 0) channel.send({ type: "bulkhead:event", name: "empty" });
  } catch (error) {
    if (store.get().source === source) fail(problemOf(error));
  }
}

/** One quiet sentence for the person, the reason as an event for the host; no row stays on the screen. */
function fail(problem: Problem): void {
  store.set({ problem, source: null, definition: null, session: null });
  channel.send({ type: "bulkhead:event", name: problem.name, message: problem.sentence });
}

function changeFilters(filters: ChosenFilters): void {
  store.set({ filters });
  channel.send({ type: "bulkhead:filters", filters });
}

const root = document.getElementById("root");
if (root) {
  followSystemTheme();
  const onSettled = () => channel.send({ type: "bulkhead:event", name: "ready" });
  createRoot(root).render(<Viewer store={store} onFiltersChange={changeFilters} onSettled={onSettled} />);
  // While it loads, the host keeps the height it has: only what will stay is told.
  const reportHeight = () => {
    const { definition, problem } = store.get();
    const height = Math.ceil(root.getBoundingClientRect().height);
    if (definition || problem) channel.send({ type: "bulkhead:resize", height });
  };
  store.subscribe(() => window.requestAnimationFrame(reportHeight));
  const resized = new ResizeObserver(reportHeight);
  resized.observe(root);
}

window.addEventListener("online", () => {
  if (store.get().problem?.name === "offline" && keeper.current()) void open();
});
window.setTimeout(
  () => {
    if (!keeper.current() && !store.get().problem) fail(noToken);
  },
  channel.hasHost ? patienceMilliseconds : 0,
);

if (givenToken) take(givenToken);
channel.send({ type: "bulkhead:ready" });
preloadDrawings();
