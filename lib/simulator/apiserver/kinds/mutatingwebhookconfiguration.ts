/**
 * What the API server knows of MutatingWebhookConfigurations.
 *
 * Not simulated: calls of webhooks.
 */
import type { MutatingWebhook, MutatingWebhookConfiguration } from "../../api/types.generated.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { webhooksFaults, withWebhookDefaults } from "./admission/webhook.ts";

const withDefaults = (webhook: MutatingWebhook): MutatingWebhook => ({
  ...withWebhookDefaults(webhook),
  reinvocationPolicy: webhook.reinvocationPolicy ?? "Never",
});

export const mutatingWebhookConfigurationStrategy: KindStrategy<MutatingWebhookConfiguration> = {
  kind: "MutatingWebhookConfiguration",
  setDefaults: (configuration) => ({
    ...configuration,
    ...(configuration.webhooks === undefined
      ? {}
      : { webhooks: configuration.webhooks.map(withDefaults) }),
  }),
  validate: ({ webhooks }) => webhooksFaults(webhooks),
};
