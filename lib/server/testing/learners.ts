/** Learners with something to study, made through the use cases that learners use. */
import "server-only";
import { randomUUID } from "node:crypto";
import { assert, type Result } from "#lib/shared";
import { type Caller, importNotes, nextCard, startGuest } from "../use-cases/index.ts";

export function succeeded<T>(
  result: Result<T, { readonly code: string; readonly message: string }>,
): T {
  assert(result.ok, result.ok ? "" : `${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** Each with an address of its own, so that limits by address do not meet. */
export function stranger(): Caller {
  return { learnerId: null, ip: randomUUID() };
}

export async function newGuest(): Promise<Caller> {
  const caller = stranger();
  const { learnerId } = succeeded(await startGuest.as(caller, {}));
  return { ...caller, learnerId };
}

export const SOME_NOTE = `# Pods

- **Pod**: the smallest unit that Kubernetes schedules onto a node
- **Sidecar**: a helper container that lives in the same Pod as the main one
- **Init container**: a container that runs to its end before the others start
- **Static Pod**: a Pod that the kubelet starts from a file on its own node

# Web server

A Deployment that keeps two web servers running.

\`\`\`yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2 # two copies
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: nginx:1.29
\`\`\`
`;

/** A guest with the cards of one small note. */
export async function guestWithNotes(text = SOME_NOTE): Promise<Caller> {
  const caller = await newGuest();
  succeeded(await importNotes.as(caller, { files: [{ path: "pods.md", text }] }));
  return caller;
}

export async function firstCardId(caller: Caller): Promise<string> {
  const next = succeeded(await nextCard.as(caller, {}));
  assert(!next.done, "a learner with notes has a card to answer");
  return next.card.id;
}
