import { type EmbedChoices, hostTheme, type PolicyChoice, tokenRequest } from "./embed-choices";

interface SampleInput {
  readonly portalUrl: string;
  readonly choices: EmbedChoices;
  readonly policies: readonly PolicyChoice[];
}

export interface Sample {
  readonly value: string;
  readonly label: string;
  readonly code: string;
}

/** What a host's server does to get a token; the secret comes from its environment, never from the page. */
export function serverSamples({ portalUrl, choices, policies }: SampleInput): readonly Sample[] {
  const request = tokenRequest(choices, policies);
  return [
    {
      value: "node",
      label: "Node",
      code: `// Answers your page with a token for the signed-in customer only.
app.post("/analytics-token", async (request, response) => {
  const answer = await fetch("${portalUrl}/api/v1/token", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      dashboardSecret: process.env.BULKHEAD_DASHBOARD_SECRET,
${indented(request, 6)},
    }),
  });
  if (!answer.ok) return response.status(502).end();
  const { accessToken } = await answer.json();
  response.set("Cache-Control", "no-store").json({ accessToken });
});`,
    },
    {
      value: "python",
      label: "Python",
      code: `# Answers your page with a token for the signed-in customer only.
import os

import requests
from flask import Flask, jsonify

app = Flask(__name__)


@app.post("/analytics-token")
def analytics_token():
    answer = requests.post(
        "${portalUrl}/api/v1/token",
        json={
            "dashboardSecret": os.environ["BULKHEAD_DASHBOARD_SECRET"],
${python(request, 12)},
        },
        timeout=10,
    )
    answer.raise_for_status()
    response = jsonify(accessToken=answer.json()["accessToken"])
    response.headers["Cache-Control"] = "no-store"
    return response`,
    },
    {
      value: "curl",
      label: "curl",
      code: `curl --fail --silent "${portalUrl}/api/v1/token" \\
  --header "Content-Type: application/json" \\
  --data @- <<JSON
${JSON.stringify({ dashboardSecret: "$BULKHEAD_DASHBOARD_SECRET", ...request }, null, 2)}
JSON`,
    },
  ];
}

/** What a host's page does to show it. */
export function clientSamples({ portalUrl, choices }: Omit<SampleInput, "policies">): readonly Sample[] {
  const options = {
    dashboardId: choices.dashboardId,
    theme: hostTheme(choices),
    locale: choices.locale,
  };
  return [
    {
      value: "html",
      label: "HTML",
      code: `<div id="analytics"></div>
<script src="${portalUrl}/embed.js"></script>
<script>
  Bulkhead.mount(document.getElementById("analytics"), {
${indented(options, 4)},
    getToken: async () => {
      const answer = await fetch("/analytics-token", { method: "POST" });
      return (await answer.json()).accessToken;
    },
    onEvent: ({ name, message }) => {
      if (message) console.warn(name, message);
    },
  });
</script>`,
    },
    {
      value: "react",
      label: "React",
      code: `import { useEffect, useRef } from "react";

// <script src="${portalUrl}/embed.js"></script> stands in your document.
export function Analytics() {
  const place = useRef(null);
  useEffect(() => {
    const dashboard = window.Bulkhead.mount(place.current, {
      portalUrl: "${portalUrl}",
${indented(options, 6)},
      getToken: async () => {
        const answer = await fetch("/analytics-token", { method: "POST" });
        return (await answer.json()).accessToken;
      },
    });
    return () => dashboard.destroy();
  }, []);
  return <div ref={place} />;
}`,
    },
  ];
}

/** The members of an object as JavaScript, without the braces around them. */
function indented(value: object, spaces: number): string {
  const lines = JSON.stringify(value, null, 2).split("\n").slice(1, -1);
  const plain = lines.map((line) => line.replace(/^(\s*)"([A-Za-z_]\w*)":/, "$1$2:"));
  return plain.map((line) => " ".repeat(spaces - 2) + line).join("\n");
}

function python(value: object, spaces: number): string {
  const lines = JSON.stringify(value, null, 4).split("\n").slice(1, -1);
  const words = lines.map((line) => line.replace(/: true(,?)$/, ": True$1").replace(/: false(,?)$/, ": False$1"));
  return words.map((line) => " ".repeat(spaces - 4) + line).join("\n");
}
