/** Colours, font and radius of the host, and whether it is light or dark. */
export type HostTheme = Readonly<Record<string, unknown>>;

/** Name in the host's theme → custom property of the dashboard. */
const properties: Readonly<Record<string, string>> = {
  accent: "--bh-accent",
  text: "--bh-text",
  muted: "--bh-muted",
  background: "--bh-background",
  surface: "--bh-surface",
  border: "--bh-border",
  font: "--bh-font",
  radius: "--bh-radius",
};

const darkPreferred = () => window.matchMedia("(prefers-color-scheme: dark)");

let mode: unknown = "auto";

/** Puts a host's theme on the document. What a theme does not name goes back to our own value. */
export function applyHostTheme(theme: HostTheme): void {
  const root = document.documentElement;
  mode = theme.mode ?? mode;
  applyMode();
  for (const [name, property] of Object.entries(properties)) {
    const value = theme[name];
    if (isPlainValue(value)) root.style.setProperty(property, value);
    else root.style.removeProperty(property);
  }
  const colors = Array.isArray(theme.colors) ? theme.colors.slice(0, 8) : [];
  colors.forEach((color, index) => {
    if (isPlainValue(color)) root.style.setProperty(`--bh-chart-${index + 1}`, color);
  });
}

/** Light or dark as the host says, else as the person's system does; followed when that changes. */
export function followSystemTheme(): void {
  applyMode();
  darkPreferred().addEventListener("change", applyMode);
}

function applyMode(): void {
  const isDark = mode === "dark" || (mode !== "light" && darkPreferred().matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
  // The same scheme as the frame element's keeps the document transparent on the host's background.
  document.documentElement.style.colorScheme = mode === "light" || mode === "dark" ? mode : "light dark";
}

/** Values that name a colour, a font or a length, and fetch nothing. */
function isPlainValue(value: unknown): value is string {
  return typeof value === "string" && value.length <= 200 && !/[;{}<>\\]|url\(|image\(/i.test(value);
}
