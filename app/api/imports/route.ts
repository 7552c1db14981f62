/** How far a running import is; asked beside the import itself, which is still under way. */
import { importProgress } from "#lib/server/use-cases";
import { answerWith } from "../../_ui/request-origin.ts";

export async function GET(request: Request): Promise<Response> {
  const importId = new URL(request.url).searchParams.get("id") ?? "";
  return answerWith(await importProgress({ importId }));
}
