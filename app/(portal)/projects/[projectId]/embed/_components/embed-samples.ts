/** What a host's server does to get a token; the secret comes from its environment, never from the page. */
export function serverSample(portalUrl: string, dashboardId: string): string {
  return `// Answers your page with a token for the signed-in customer only.
app.post("/analytics-token", async (request, response) => {
  const answer = await fetch("${portalUrl}/api/v1/token", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      dashboardId: "${dashboardId}",
      dashboardSecret: process.env.BULKHEAD_DASHBOARD_SECRET,
      tenantId: request.session.bulkheadTenantId,
    }),
  });
  const { accessToken } = await answer.json();
  response.set("Cache-Control", "no-store").json({ accessToken });
});`;
}

/** What a host's page does to show it. */
export function clientSample(portalUrl: string, dashboardId: string): string {
  return `<div id="analytics"></div>
<script src="${portalUrl}/embed.js"></script>
<script>
  Bulkhead.mount(document.getElementById("analytics"), {
    dashboardId: "${dashboardId}",
    getToken: async () => {
      const answer = await fetch("/analytics-token", { method: "POST" });
      return (await answer.json()).accessToken;
    },
  });
</script>`;
}
