/** Where a browser keeps the locale that somebody chose over the one it asks for. */
export const localeCookie = "bh-locale";
