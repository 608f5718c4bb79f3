import { type DrawingWords, sayInEnglish } from "@/components/charts/drawing-words";

/** How drawings speak where nobody has set another language. */
export const english: DrawingWords = { locale: "en-US", say: sayInEnglish };
