import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { linkAddress } from "@/components/charts/safe-markdown";
import { TextBlock } from "@/components/charts/text-block";

const html = (markdown: string) => renderToStaticMarkup(createElement(TextBlock, { markdown, label: "About" }));

test("Markdown is headings, emphasis, lists, tables, code and links", () => {
  const text = html(
    "# Title\n\n**bold** *soft* `code`\n\n- one\n- two\n\n| a |\n|---|\n| 1 |\n\n[page](https://example.com/a)",
  );
  for (const part of [
    "<h4>Title</h4>",
    "<strong>bold</strong>",
    "<em>soft</em>",
    "<code>code</code>",
    "<li>",
    "<td>",
  ]) {
    expect(text).toContain(part);
  }
  expect(text).toContain('<a href="https://example.com/a" target="_blank" rel="noopener noreferrer">page</a>');
});

const hostile = [
  '<img src="https://evil.example/p.png" onerror="alert(1)">',
  "![pixel](https://evil.example/p.png)",
  "![pixel](data:image/png;base64,AAAA)",
  "![pixel][p]\n\n[p]: https://evil.example/p.png",
  "<script>alert(1)</script>",
  "<iframe src='https://evil.example'></iframe>",
  "<div style='background:url(https://evil.example/p.png)'>text</div>",
  "<style>@import 'https://evil.example/s.css'</style>",
  "<svg><image href='https://evil.example/p.png'/></svg>",
  "<a href='https://example.com' onclick='alert(1)'>x</a>",
  "<Video src='https://evil.example/v.mp4' />",
  "<form action='https://evil.example'><input name='password'></form>",
  "<details ontoggle=alert(1) open>x</details>",
  '<b style="position:fixed;inset:0">x</b>',
];

test.each(hostile)("R20: %s becomes no picture, no frame, no script and no attribute", (markdown) => {
  const text = html(`before\n\n${markdown}\n\nafter`);
  expect(text).not.toMatch(
    /<(?:img|script|iframe|style|svg|image|video|form|input|details|link|object|embed|div|b)\b/i,
  );
  for (const [, attributes = ""] of text.matchAll(/<[a-z0-9]+((?:\s+[^<>]*)?)>/gi)) {
    const names = [...attributes.matchAll(/([a-z-]+)=/gi)].map(([, name]) => name);
    expect(
      names.filter(
        (name) => !["href", "target", "rel", "class", "data-chart", "tabindex", "aria-label"].includes(name ?? ""),
      ),
    ).toEqual([]);
  }
});

test.each([
  ["javascript:alert(1)"],
  ["JaVaScRiPt:alert(1)"],
  [" javascript:alert(1)"],
  ["java\nscript:alert(1)"],
  ["data:text/html,<script>alert(1)</script>"],
  ["vbscript:x"],
  ["file:///etc/passwd"],
  ["blob:https://example.com/x"],
  ["//evil.example"],
  ["/organization/users"],
  ["#anchor"],
  [""],
  [undefined],
])("R20: %o is no address of a link", (href) => {
  expect(linkAddress(href)).toBeNull();
});

test("pages and mailboxes are addresses of links", () => {
  expect(["http://a.example/", "https://a.example/x?y=1", "mailto:ops@a.example"].map(linkAddress)).toEqual([
    "http://a.example/",
    "https://a.example/x?y=1",
    "mailto:ops@a.example",
  ]);
});

test("R20: a link that is not safe stays as text", () => {
  for (const href of ["javascript:alert(1)", "data:text/html,x", "/organization"]) {
    const text = html(`[look](${href})`);
    expect(text).toContain("look");
    expect(text).not.toContain("<a");
  }
});
