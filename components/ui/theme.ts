"use client";
import {
  Badge,
  Button,
  type CSSVariablesResolver,
  createTheme,
  InputWrapper,
  type MantineColorsTuple,
  Menu,
  Modal,
  Paper,
  Tooltip,
} from "@mantine/core";

/** The one accent. Shade 7 carries white text, shade 4 reads on dark. */
const harbor: MantineColorsTuple = [
  "#edf5fb",
  "#d7e7f4",
  "#b3d2ea",
  "#86b8dd",
  "#6aa8d6",
  "#3e86bd",
  "#2a71a9",
  "#1f6398",
  "#18517e",
  "#123f63",
];

/** What is not protected. Shade 9 reads on shade 1, and shade 0 on the dark of shade 9. */
const amber: MantineColorsTuple = [
  "#fdecc8",
  "#fdf0d5",
  "#f8dfa8",
  "#f2c978",
  "#e9b04a",
  "#d99a2b",
  "#b97c14",
  "#96620a",
  "#7d5000",
  "#6a4300",
];

/** What is well. */
const green: MantineColorsTuple = [
  "#d5f1e4",
  "#e0f4ea",
  "#bfe6d3",
  "#93d3b4",
  "#61bb91",
  "#3aa274",
  "#24875d",
  "#1a714d",
  "#145c3e",
  "#0f4c33",
];

/** Danger only. Shade 7 carries white text. */
const red: MantineColorsTuple = [
  "#ffdcdc",
  "#fdeaea",
  "#f6c4c4",
  "#ee9b9b",
  "#ff8f8f",
  "#d94848",
  "#c63434",
  "#b42323",
  "#951b1b",
  "#7a1515",
];

const gray: MantineColorsTuple = [
  "#f7f8f9",
  "#eff1f3",
  "#e4e7eb",
  "#d7dbe1",
  "#c2c8d0",
  "#6d7581",
  "#5a626e",
  "#424954",
  "#2a2f37",
  "#15181d",
];

const dark: MantineColorsTuple = [
  "#d5d9df",
  "#b6bcc6",
  "#969eaa",
  "#7f8794",
  "#343a44",
  "#272c34",
  "#1d2127",
  "#15181d",
  "#101216",
  "#0b0d10",
];

const sans = '"Inter Variable", system-ui, -apple-system, "Segoe UI", sans-serif';
const mono = '"JetBrains Mono Variable", ui-monospace, "SFMono-Regular", Menlo, monospace';

/** Language of the whole portal: neutral greys, one accent, hairlines instead of shadows, small radius. */
export const theme = createTheme({
  primaryColor: "harbor",
  primaryShade: { light: 7, dark: 7 },
  colors: { harbor, amber, green, red, gray, dark },
  black: "#15181d",
  fontFamily: sans,
  fontFamilyMonospace: mono,
  headings: {
    fontFamily: sans,
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "1.375rem", lineHeight: "1.75rem" },
      h2: { fontSize: "1rem", lineHeight: "1.5rem" },
      h3: { fontSize: "0.875rem", lineHeight: "1.25rem" },
    },
  },
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.25rem" },
  radius: { xs: "3px", sm: "5px", md: "6px", lg: "8px", xl: "12px" },
  defaultRadius: "sm",
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.5rem", xl: "2rem" },
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Badge: Badge.extend({ defaultProps: { variant: "light", radius: "xs", size: "md", tt: "none", fw: 500 } }),
    Button: Button.extend({ defaultProps: { size: "sm", fw: 500 } }),
    InputWrapper: InputWrapper.extend({
      defaultProps: { inputWrapperOrder: ["label", "input", "description", "error"] },
      styles: {
        label: { fontWeight: 500, marginBottom: "0.25rem" },
        description: { fontSize: "0.75rem", lineHeight: 1.45 },
        error: { fontSize: "0.75rem", lineHeight: 1.45 },
      },
    }),
    Menu: Menu.extend({ defaultProps: { shadow: "sm", transitionProps: { duration: 80 } } }),
    Modal: Modal.extend({
      defaultProps: { radius: "md", transitionProps: { duration: 100, transition: "fade" }, centered: true },
      styles: { title: { fontSize: "1rem", fontWeight: 600 } },
    }),
    Paper: Paper.extend({ defaultProps: { withBorder: true, radius: "md" } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, transitionProps: { duration: 80 } } }),
  },
});

/** Mantine's tokens under the names that domain-free components (charts, dashboards) read. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {
    "--bh-font": "var(--mantine-font-family)",
    "--bh-font-mono": "var(--mantine-font-family-monospace)",
    "--bh-radius": "var(--mantine-radius-md)",
    "--bh-text": "var(--mantine-color-text)",
    "--bh-muted": "var(--mantine-color-dimmed)",
    "--bh-background": "var(--mantine-color-body)",
  },
  light: {
    "--mantine-color-error": "#c02626",
    "--mantine-color-default-border": "var(--mantine-color-gray-4)",
    "--bh-accent": "var(--mantine-color-harbor-7)",
    "--bh-border": "var(--mantine-color-gray-2)",
    "--bh-surface": "#ffffff",
    "--bh-sunken": "var(--mantine-color-gray-0)",
    "--bh-hover": "var(--mantine-color-gray-1)",
    "--bh-warning": "#8a5300",
    "--bh-warning-background": "#fff6e0",
    "--bh-warning-border": "#f0d390",
    "--bh-danger": "#b42323",
    "--bh-good": "var(--mantine-color-green-8)",
  },
  dark: {
    "--mantine-color-error": "#ff8f8f",
    "--mantine-color-anchor": "var(--mantine-color-harbor-4)",
    "--bh-accent": "var(--mantine-color-harbor-4)",
    "--bh-border": "var(--mantine-color-dark-5)",
    "--bh-surface": "var(--mantine-color-dark-7)",
    "--bh-sunken": "var(--mantine-color-dark-8)",
    "--bh-hover": "var(--mantine-color-dark-6)",
    "--bh-warning": "#f2c14e",
    "--bh-warning-background": "#2b2412",
    "--bh-warning-border": "#57471b",
    "--bh-danger": "#ff8f8f",
    "--bh-good": "var(--mantine-color-green-4)",
  },
});
