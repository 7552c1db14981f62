/**
 * What the API server knows of ValidatingWebhookConfigurations.
 *
 * Not simulated: calls of webhooks.
 */
import type { ValidatingWebhookConfiguration } from "../../api/types.generated.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { webhooksFaults, withWebhookDefaults } from "./admission/webhook.ts";

export const validatingWebhookConfigurationStrategy: KindStrategy<ValidatingWebhookConfiguration> =
  {
    kind: "ValidatingWebhookConfiguration",
    setDefaults: (configuration) => ({
      ...configuration,
      ...(configuration.webhooks === undefined
        ? {}
        : { webhooks: configuration.webhooks.map(withWebhookDefaults) }),
    }),
    validate: ({ webhooks }) => webhooksFaults(webhooks),
  };
