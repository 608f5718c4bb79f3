import { createRoot } from "react-dom/client";
// One style sheet for the whole page: parts that load later then bring none of their own.
import "@/components/charts/charts.module.css";
import "@/components/charts/data-grid.module.css";
import "@/components/charts/hidden-table.module.css";
import "@/components/charts/text-block.module.css";
import { fillSentence } from "@/components/charts/fill-sentence";
import { preloadDrawings } from "@/components/dashboards/card-body";
import { messagesFor } from "@/components/dashboards/messages/messages-for";
import type { ChosenFilters } from "@/components/dashboards/request-data";
import { openHostChannel } from "./host-channel";
import { isLocale } from "./host-message";
import { applyHostTheme, followSystemTheme } from "./host-theme";
import { expired, noToken, type Problem } from "./problem";
import { readShell, takeTokenFromAddress } from "./shell-data";
import { createTokenKeeper } from "./token-keeper";
import { Viewer } from "./viewer";
import { createViewerSession } from "./viewer-session";
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
  dashboards: [],
  filters: noFilters,
  tab: null,
  trail: [],
  locale: navigator.language,
  messages: {},
  problem: null,
});
/** A host's own wishes come before what its server put into the token. */
let hostChose = { theme: false, locale: false };

const channel = openHostChannel(shell.origins, ({ token, theme, filters, locale, messages, tab, dashboardId }) => {
  if (theme) applyHostTheme(theme);
  if (locale) adoptLocale(locale);
  if (messages) store.set({ messages });
  hostChose = { theme: hostChose.theme || Boolean(theme), locale: hostChose.locale || Boolean(locale) };
  if (filters && JSON.stringify(filters) !== JSON.stringify(store.get().filters)) store.set({ filters });
  if (tab !== undefined) store.set({ tab });
  if (token) take(token);
  const { source, session } = store.get();
  // Where the token opens one dashboard, there is no other to go to.
  if (dashboardId && session?.kind === "project" && dashboardId !== source?.dashboardId) void viewer.goTo(dashboardId);
});

const keeper = createTokenKeeper({
  ask(reason) {
    channel.send({ type: "bulkhead:token-needed", reason });
    return channel.hasHost;
  },
  onExpired: () => fail(expired),
  onOtherScope: () => window.location.reload(),
});

const viewer = createViewerSession({
  store,
  keeper,
  dashboardId: shell.dashboardId,
  tell: (event) => channel.send({ type: "bulkhead:event", ...event }),
  onFilters: (filters) => channel.send({ type: "bulkhead:filters", filters }),
  onSession({ config: { theme, locale } }) {
    if (theme && !hostChose.theme) applyHostTheme({ mode: theme });
    if (locale && !hostChose.locale && isLocale(locale)) adoptLocale(locale);
  },
  onProblem: fail,
});

function adoptLocale(locale: string): void {
  document.documentElement.lang = locale;
  store.set({ locale });
}

function take(token: string): void {
  const isFirst = keeper.accept(token);
  if (isFirst || store.get().problem) void viewer.open();
}

/** One quiet sentence for the person, the reason as an event for the host; no row stays on the screen. */
function fail(problem: Problem): void {
  store.set({ problem, source: null, definition: null, session: null });
  const { locale, messages } = store.get();
  const message = fillSentence(messagesFor(locale, messages)[problem.sentence], {});
  channel.send({ type: "bulkhead:event", name: problem.name, message });
}

function changeFilters(filters: ChosenFilters): void {
  store.set({ filters });
  channel.send({ type: "bulkhead:filters", filters });
}

function changeTab(tab: string): void {
  store.set({ tab });
  channel.send({ type: "bulkhead:tab", tab });
}

const root = document.getElementById("root");
if (root) {
  followSystemTheme();
  const onSettled = () => channel.send({ type: "bulkhead:event", name: "ready" });
  createRoot(root).render(
    <Viewer
      store={store}
      session={viewer}
      isProject={shell.dashboardId === null}
      onFiltersChange={changeFilters}
      onTabChange={changeTab}
      onSettled={onSettled}
    />,
  );
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

// Back from where there was no network: what could not be had is asked for again, a new token included.
window.addEventListener("online", () => {
  const { problem } = store.get();
  if (problem?.name === "offline" && keeper.current()) void viewer.open();
  if (problem?.name === "expired") channel.send({ type: "bulkhead:token-needed", reason: "expiring" });
  else keeper.renewIfDue();
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
