/*
 * Puts Bulkhead dashboards into a page:
 *
 *   <script src="https://portal.example.com/embed.js"></script>
 *   <bulkhead-dashboard dashboard-id="…" token-url="/api/embed-token"></bulkhead-dashboard>
 *
 * or, with everything in your own hands:
 *
 *   const dashboard = Bulkhead.mount(element, {
 *     dashboardId: "…",              // or projectId: all dashboards that a project's token opens, with navigation
 *     getToken: async () => (await fetch("/api/embed-token")).json(),  // { accessToken } or the token itself
 *     theme: { mode: "dark", accent: "#2a71a9", font: "Georgia, serif", radius: "4px" },
 *     filters: { state: "Texas", period: "last_30_days" },
 *     locale: "de-DE",
 *     messages: { noData: "Nothing here yet." },
 *     onEvent: (event) => console.info(event.name, event.message),
 *   });
 *   dashboard.setTheme("light"); dashboard.setFilters({ … }); dashboard.setLocale("en-US"); dashboard.setTab("…");
 *   dashboard.openDashboard("…"); dashboard.refreshToken(); dashboard.destroy();
 *
 * Your server mints the token with the dashboard's or project's secret; neither a secret nor a refresh token ever comes
 * to a browser. `getToken` is called again before a token ends, and after the network was away.
 * Events: loading, dashboard, ready, empty, filters, tab, expired, refused, offline, error. What went wrong says why in
 * `message`.
 *
 * A page with a Content-Security-Policy allows the portal's origin in script-src and frame-src, and nothing else.
 */
(() => {
  const ownOrigin = document.currentScript?.src ? new URL(document.currentScript.src).origin : null;
  const startHeight = 640;
  const patienceMilliseconds = 20_000;
  const longestPause = 30_000;

  /** What is mounted where: mounting again in the same place replaces what was there. */
  const mounted = new WeakMap();

  /** Puts a dashboard into `element` and answers with what the page can do with it. */
  function mount(element, options) {
    const { dashboardId, projectId, getToken, onEvent } = options;
    const id = dashboardId || projectId;
    if (!id || typeof getToken !== "function") {
      throw new Error("Bulkhead.mount needs a dashboardId or a projectId, and getToken");
    }
    const portal = new URL(options.portalUrl || ownOrigin || window.location.origin).origin;
    mounted.get(element)?.destroy();
    let { theme, filters, locale, messages, tab } = options;
    let token = null;
    let isReady = false;
    let isGone = false;
    let pause = 1_000;
    let retry = 0;

    const frame = document.createElement("iframe");
    frame.title = options.title || "Dashboard";
    // The frame may know which site it is on, and nothing about the address.
    frame.referrerPolicy = "origin";
    Object.assign(frame.style, { display: "block", width: "100%", border: "0" });
    const heightKey = `bulkhead-height:${id}`;
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
      window.clearTimeout(retry);
      retry = 0;
      try {
        if (renew || !token) token = Promise.resolve(getToken());
        const given = await token;
        const accessToken = typeof given === "string" ? given : given?.accessToken;
        if (!accessToken) throw new Error("getToken gave no token");
        pause = 1_000;
        send({ token: accessToken });
      } catch (error) {
        token = null;
        if (isGone) return;
        report({ name: "error", message: `No token: ${error instanceof Error ? error.message : error}` });
        // The page's own network or server may be away for a moment.
        retry = window.setTimeout(() => sendToken({ renew: true }), pause);
        pause = Math.min(pause * 2, longestPause);
      }
    }

    function onMessage({ source, origin, data }) {
      if (source !== frame.contentWindow || origin !== portal || !data) return;
      if (data.type === "bulkhead:ready") {
        isReady = true;
        send({ theme, filters, locale, messages, tab });
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
      } else if (data.type === "bulkhead:tab") {
        tab = String(data.tab);
        report({ name: "tab", tab });
      } else if (data.type === "bulkhead:event") {
        report({ name: String(data.name), message: data.message, dashboardId: data.dashboardId });
      }
    }

    function onOnline() {
      if (retry) void sendToken({ renew: true });
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
    window.addEventListener("online", onOnline);
    frame.src = `${portal}/embed/${encodeURIComponent(id)}`;
    element.append(frame);
    // The token is on its way while the frame is still loading; not for one that is taken away at once again.
    token = Promise.resolve().then(() => (isGone ? null : getToken()));
    token.catch(() => undefined);
    const timer = window.setTimeout(() => {
      if (isReady) return;
      const message = `The dashboard could not be shown on this page. Is ${window.location.origin} among the allowed origins of its project?`;
      report({ name: "refused", message });
    }, patienceMilliseconds);

    const handle = {
      frame,
      setTheme(next) {
        theme = next;
        applyScheme();
        send({ theme });
      },
      setFilters(next) {
        filters = next || {};
        send({ filters });
      },
      setLocale(next) {
        locale = next;
        send({ locale });
      },
      setMessages(next) {
        messages = next;
        send({ messages });
      },
      setTab(next) {
        tab = next;
        send({ tab });
      },
      /** Goes to another dashboard that the token opens. */
      openDashboard: (next) => send({ dashboardId: next }),
      /** Asks `getToken` again, e.g. after your page has switched to another customer. */
      refreshToken: () => sendToken({ renew: true }),
      destroy() {
        if (isGone) return;
        isGone = true;
        window.clearTimeout(timer);
        window.clearTimeout(retry);
        window.removeEventListener("message", onMessage);
        window.removeEventListener("online", onOnline);
        frame.remove();
        if (mounted.get(element) === handle) mounted.delete(element);
      },
    };
    mounted.set(element, handle);
    return handle;
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

  /**
   * Attributes: dashboard-id or project-id, token-url, portal-url, theme, locale.
   * Properties: getToken, theme, filters, messages.
   */
  class BulkheadDashboard extends HTMLElement {
    static observedAttributes = ["dashboard-id", "project-id", "token-url", "portal-url", "theme", "locale"];
    #mounted = null;
    #getToken = null;
    #theme = null;
    #filters = undefined;
    #messages = undefined;
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

    get messages() {
      return this.#messages;
    }

    set messages(messages) {
      this.#messages = messages;
      if (this.#mounted) this.#mounted.setMessages(messages);
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
      const projectId = this.getAttribute("project-id");
      const tokenUrl = this.getAttribute("token-url");
      if (!(dashboardId || projectId) || !(this.#getToken || tokenUrl)) return;
      this.#mounted = mount(this, {
        dashboardId,
        projectId,
        portalUrl: this.getAttribute("portal-url") || undefined,
        getToken: () => (this.#getToken ? this.#getToken() : fetchToken(tokenUrl)),
        theme: this.theme,
        filters: this.#filters,
        messages: this.#messages,
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
