/**
 * The note that the landing page works on: one sentence that became a card, and one manifest that
 * became a task. Both are tried in the page, without an account and without a server.
 */
import type { NoteScenario } from "#lib/deck";

const MANIFEST = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: nginx
          image: nginx:1.29
          ports:
            - containerPort: 80
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web # the label of the pods
  ports:
    - port: 80
      targetPort: 80
`;

/** The learner's first try has a selector that matches no pod. */
export const SAMPLE_SUBMISSION = MANIFEST.replace("app: web # the label of the pods", "app: webb");

export const SAMPLE_SCENARIO: NoteScenario = {
  id: "landing-sample",
  title: "A Service that reaches its pods",
  language: "en",
  source: { path: "services.md", line: 12, endLine: 40 },
  manifest: MANIFEST,
  headings: ["Services"],
  prompt: "Two nginx pods behind a Service named web on port 80.",
  criteria: 2,
  assumptions: [],
};
