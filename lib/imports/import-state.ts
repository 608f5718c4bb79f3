/** An import that has not moved for so long has died with its server. */
export const silentSeconds = 60;
