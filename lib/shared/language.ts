/** The languages that notes are written in and the product speaks. */
export type Language = "en" | "ja";
