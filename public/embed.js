/*
 * Puts a Bulkhead dashboard into a page:
 *
 *   <script src="https://portal.example.com/embed.js"></script>
 *   <bulkhead-dashboard dashboard-id="…" token-url="/api/embed-token"></bulkhead-dashboard>
 *
 * or, with everything in your own hands:
 *
 *   const dashboard = Bulkhead.mount(element, {
 *     dashboardId: "…",
 *     getToken: async () => (await fetch("/api/embed-token")).json(),  // { accessToken } or the token itself
 *     theme: { mode: "dark", accent: "#2a71a9", font: "Georgia, serif", radius: "4px" },
 *     filters: { state: "Texas" },
 *     locale: "en-US",
 *     onEvent: (event) => console.info(event.name),
 *   });
 *   dashboard.setTheme("light"); dashboard.setFilters({ … }); dashboard.refreshToken(); dashboard.destroy();
 *
 * Your server mints the token with the dashboard's secret; the secret and the refresh token never come to a browser.
 * Events: loading, ready, empty, filters, expired, refused, offline, error.
 */
(() => {
  const ownOrigin = document.currentScript ? new URL(document.currentScript.src).origin : null;
  const startHeight = 640;
  const patienceMilliseconds = 20_000;

  /** Puts a dashboard into `element` and answers with what the page can do with it. */
  function mount(element, options) {
    const portal = new URL(options.portalUrl || ownOrigin || window.location.origin).origin;
    const { dashboardId, getToken, onEvent } = options;
    if (!dashboardId || typeof getToken !== "function") throw new Error("Bulkhead needs a dashboardId and getToken");
    let { theme, filters, locale } = options;
    let token = null;
    let isReady = false;
    let isGone = false;

    const frame = document.createElement("iframe");
    frame.title = options.title || "Dashboard";
    // The frame may know which site it is on, and nothing about the address.
    frame.referrerPolicy = "origin";
    Object.assign(frame.style, { display: "block", width: "100%", border: "0" });
    const heightKey = `bulkhead-height:${dashboardId}`;
    setHeight(recall(heightKey) || options.minimumHeight || startHeight);
    applyScheme();

    const report = (event) => {
      if (!isGone && onEvent) onEvent(event);
    };
    const send = (message) => {
      // Only ever to the portal: if anything else was loaded into the frame, the browser drops the message.
      if (isReady && !isGone) frame.contentWindow.postMessage({ type: "bulkhead:host", ...message }, portal);
    };

    async function sendToken({ renew }) {
      try {
        if (renew || !token) token = Promise.resolve(getToken());
        const given = await token;
        const accessToken = typeof given === "string" ? given : given?.accessToken;
        if (!accessToken) throw new Error("getToken gave no token");
        send({ token: accessToken });
      } catch (error) {
        token = null;
        report({ name: "error", message: `No token: ${error instanceof Error ? error.message : error}` });
      }
    }

    function onMessage({ source, origin, data }) {
      if (source !== frame.contentWindow || origin !== portal || !data) return;
      if (data.type === "bulkhead:ready") {
        isReady = true;
        send({ theme, filters, locale });
        void sendToken({ renew: false });
      } else if (data.type === "bulkhead:token-needed") {
        void sendToken({ renew: true });
      } else if (data.type === "bulkhead:resize") {
        if (Number.isFinite(data.height) && data.height > 0) {
          setHeight(data.height);
          remember(heightKey, data.height);
        }
      } else if (data.type === "bulkhead:filters") {
        filters = data.filters;
        report({ name: "filters", filters });
      } else if (data.type === "bulkhead:event") {
        report({ name: String(data.name), message: data.message });
      }
    }

    function setHeight(height) {
      frame.style.height = `${Math.ceil(Math.max(height, options.minimumHeight || 0))}px`;
    }

    /** A frame whose scheme differs from the page's would be painted opaque. */
    function applyScheme() {
      const mode = typeof theme === "string" ? theme : theme?.mode;
      frame.style.colorScheme = mode === "light" || mode === "dark" ? mode : "normal";
    }

    window.addEventListener("message", onMessage);
    frame.src = `${portal}/embed/${encodeURIComponent(dashboardId)}`;
    element.append(frame);
    // The token is on its way while the frame is still loading.
    token = Promise.resolve().then(getToken);
    token.catch(() => undefined);
    const timer = window.setTimeout(() => {
      if (!isReady) report({ name: "refused", message: "The dashboard could not be shown on this page." });
    }, patienceMilliseconds);

    return {
      frame,
      setTheme(next) {
        theme = next;
        applyScheme();
        send({ theme });
      },
      setFilters(next) {
        filters = next;
        send({ filters });
      },
      setLocale(next) {
        locale = next;
        send({ locale });
      },
      /** Asks `getToken` again, e.g. after your page has switched to another customer. */
      refreshToken: () => sendToken({ renew: true }),
      destroy() {
        isGone = true;
        window.clearTimeout(timer);
        window.removeEventListener("message", onMessage);
        frame.remove();
      },
    };
  }

  function recall(key) {
    try {
      return Number(window.sessionStorage.getItem(key)) || 0;
    } catch {
      return 0;
    }
  }

  function remember(key, height) {
    try {
      window.sessionStorage.setItem(key, String(Math.ceil(height)));
    } catch {
      // Without storage the page only jumps once.
    }
  }

  /** Attributes: dashboard-id, token-url, portal-url, theme, locale. Properties: getToken, theme, filters. */
  class BulkheadDashboard extends HTMLElement {
    static observedAttributes = ["dashboard-id", "token-url", "portal-url", "theme", "locale"];
    #mounted = null;
    #getToken = null;
    #theme = null;
    #filters = undefined;
    #isScheduled = false;

    connectedCallback() {
      if (!this.style.display) this.style.display = "block";
      this.#schedule();
    }

    disconnectedCallback() {
      this.#unmount();
    }

    attributeChangedCallback(name, before, after) {
      if (before === after || !this.#mounted) return;
      if (name === "theme") this.#mounted.setTheme(this.theme);
      else if (name === "locale") this.#mounted.setLocale(after || undefined);
      else this.#schedule();
    }

    get getToken() {
      return this.#getToken;
    }

    set getToken(getToken) {
      this.#getToken = getToken;
      if (this.#mounted) void this.#mounted.refreshToken();
      else this.#schedule();
    }

    get theme() {
      return this.#theme || this.getAttribute("theme") || undefined;
    }

    set theme(theme) {
      this.#theme = theme;
      if (this.#mounted) this.#mounted.setTheme(this.theme);
    }

    get filters() {
      return this.#filters;
    }

    set filters(filters) {
      this.#filters = filters;
      if (this.#mounted) this.#mounted.setFilters(filters);
    }

    /** Waits until the page has set what it sets in one go. */
    #schedule() {
      if (this.#isScheduled) return;
      this.#isScheduled = true;
      queueMicrotask(() => {
        this.#isScheduled = false;
        if (this.isConnected) this.#mount();
      });
    }

    #mount() {
      this.#unmount();
      const dashboardId = this.getAttribute("dashboard-id");
      const tokenUrl = this.getAttribute("token-url");
      if (!dashboardId || !(this.#getToken || tokenUrl)) return;
      this.#mounted = mount(this, {
        dashboardId,
        portalUrl: this.getAttribute("portal-url") || undefined,
        getToken: () => (this.#getToken ? this.#getToken() : fetchToken(tokenUrl)),
        theme: this.theme,
        filters: this.#filters,
        locale: this.getAttribute("locale") || undefined,
        onEvent: (event) => {
          if (event.name === "filters") this.#filters = event.filters;
          this.dispatchEvent(new CustomEvent(`bulkhead-${event.name}`, { detail: event, bubbles: true }));
        },
      });
    }

    #unmount() {
      if (this.#mounted) this.#mounted.destroy();
      this.#mounted = null;
    }
  }

  async function fetchToken(url) {
    const response = await fetch(url, { credentials: "same-origin", headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    return response.json();
  }

  window.Bulkhead = { mount };
  if (!customElements.get("bulkhead-dashboard")) customElements.define("bulkhead-dashboard", BulkheadDashboard);
})();
