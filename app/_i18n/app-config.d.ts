/** Makes a message key that does not exist a type error. */
import type { Messages } from "./request.ts";

declare module "next-intl" {
  interface AppConfig {
    Locale: "en" | "ja";
    Messages: Messages;
  }
}
