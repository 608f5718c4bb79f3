/* What the host product's page does: it picks a tenant and a dashboard and hands the rest to embed.js. */
const $ = (id) => document.getElementById(id);
const address = new URLSearchParams(window.location.search);
const styleTabs = [...document.querySelectorAll("[data-style]")];

const themes = {
  light: { mode: "light", accent: "#0d7a80", surface: "#fffdf9", border: "#e3ded3", text: "#1f2a30", muted: "#66727a" },
  dark: { mode: "dark", accent: "#6cc5bd", surface: "#172226", border: "#26353a", text: "#e5ecec", muted: "#93a3a7" },
};
const sharedTheme = { font: '"Avenir Next", "Segoe UI", system-ui, sans-serif', radius: "8px" };

const state = {
  style: address.get("style") ?? "rows",
  tenant: address.get("tenant"),
  theme: address.get("theme") ?? (window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"),
};
let demo = null;
let dashboard = null;

function notice(text) {
  $("notice").textContent = text;
  $("notice").hidden = text === "";
}

async function getToken() {
  const response = await fetch(`/api/embed-token?style=${state.style}&tenant=${encodeURIComponent(state.tenant)}`);
  const body = await response.json();
  if (!response.ok) throw new Error(body.error);
  return body;
}

function embed() {
  dashboard?.destroy();
  dashboard = window.Bulkhead.mount($("dashboard"), {
    dashboardId: demo.dashboards[state.style],
    portalUrl: demo.portalUrl,
    getToken,
    theme: { ...themes[state.theme], ...sharedTheme },
    onEvent: ({ name, message }) => {
      $("events").textContent = `Last event: ${name}.`;
      document.body.dataset.embed = name;
      notice(name === "error" ? (message ?? "The dashboard could not be loaded.") : "");
    },
  });
}

function show() {
  document.documentElement.dataset.theme = state.theme;
  $("theme").textContent = state.theme === "dark" ? "Light" : "Dark";
  $("theme").setAttribute("aria-pressed", String(state.theme === "dark"));
  for (const tab of styleTabs) tab.setAttribute("aria-selected", String(tab.dataset.style === state.style));
  const tenant = demo?.tenants.find(({ key }) => key === state.tenant);
  if (tenant) {
    $("tenant").value = tenant.key;
    $("who").textContent = tenant.name;
    $("subtitle").textContent = `Flights, delays and bird strikes at the airports of ${tenant.name}.`;
  }
  window.history.replaceState(null, "", `?${new URLSearchParams(state)}`);
}

/** The script comes from the portal itself, so that it always fits the portal's version. */
function loadEmbedScript(portalUrl) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${portalUrl}/embed.js`;
    script.onload = resolve;
    script.onerror = () => reject(new Error("no script"));
    document.head.append(script);
  });
}

async function start() {
  try {
    const response = await fetch("/api/demo");
    if (!response.ok) throw new Error("no demo");
    demo = await response.json();
    await loadEmbedScript(demo.portalUrl);
  } catch {
    show();
    notice("The portal is not up yet. Start it with npm start; this page tries again by itself.");
    window.setTimeout(start, 2000);
    return;
  }
  notice("");
  $("tenant").replaceChildren(...demo.tenants.map(({ key, name }) => new Option(name, key)));
  if (!demo.tenants.some(({ key }) => key === state.tenant)) state.tenant = demo.tenants[0]?.key;
  if (!demo.dashboards[state.style]) state.style = Object.keys(demo.dashboards)[0];
  show();
  embed();
}

$("tenant").addEventListener("change", (event) => {
  state.tenant = event.target.value;
  show();
  // Another tenant's token makes the frame start afresh; nothing of the one before stays.
  void dashboard?.refreshToken();
});
$("theme").addEventListener("click", () => {
  state.theme = state.theme === "dark" ? "light" : "dark";
  show();
  dashboard?.setTheme({ ...themes[state.theme], ...sharedTheme });
});
for (const tab of styleTabs) {
  tab.addEventListener("click", () => {
    state.style = tab.dataset.style;
    show();
    embed();
  });
}

show();
void start();
